import { join } from "node:path";
import { configText, type Setting } from "./borrowedConfig";

/**
 * The settings of a repository of ours. Written into its config and not given with each call,
 * so that they also hold for the git that a person or a build runs inside one of our trees.
 */
export const ourConfig = (bare: string, objectFormat: string): string =>
  configText([["include.path", borrowedFile]]) +
  configText([
    ["core.repositoryformatversion", objectFormat === "sha1" ? "0" : "1"],
    ...(objectFormat === "sha1" ? [] : [["extensions.objectformat", objectFormat] as const]),
    ["core.bare", "true"],
    ["core.hooksPath", join(bare, "no-hooks")],
    ...settled,
  ]);

/** Rewritten whenever the person's own settings change; git itself writes only to `config`. */
export const borrowedFile = "borrowed.config";

/** What builds and tools leave everywhere; never a person's work. */
export const excludeText = (theirs: string): string =>
  `${["__pycache__/", "*.py[cod]", "*.egg-info/", ".pytest_cache/", ".mypy_cache/", "node_modules/", ".DS_Store"].join("\n")}\n${theirs}`;

const settled: readonly Setting[] = [
  ["core.fsmonitor", "false"],
  ["core.longpaths", "true"],
  ["core.logallrefupdates", "false"],
  ["core.preloadindex", "true"],
  // Borrowed objects must not be copied or dropped behind our back.
  ["gc.auto", "0"],
  ["maintenance.auto", "false"],
  ["fetch.recursesubmodules", "false"],
  ["fetch.writecommitgraph", "false"],
  ["submodule.recurse", "false"],
  ["checkout.workers", "0"],
  ["checkout.thresholdforparallelism", "100"],
  ["advice.detachedhead", "false"],
  ["commit.gpgsign", "false"],
  ["tag.gpgsign", "false"],
  ["status.showuntrackedfiles", "normal"],
  ["status.relativepaths", "false"],
  // Pointers stay pointers until we fetch what they point to.
  ...(["clean", "smudge", "process"] as const).map((name): Setting => [`filter.lfs.${name}`, ""]),
  ["filter.lfs.required", "false"],
];
