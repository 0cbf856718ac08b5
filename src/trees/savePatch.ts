import { promises as fs } from "node:fs";
import { join } from "node:path";
import type { ToolRun } from "../processes/types";
import { machineFailure } from "../util/problem";
import { type Answer, askTree, errorLines } from "./git";
import type { Places } from "./places";
import type { TreeName, TreeRecord } from "./records";
import type { TreesWorld } from "./types";

/** Everything by which a tree differs from its commit, new and binary files too, for `git apply`. */
export const savePatch = async (
  world: TreesWorld,
  at: Places,
  tree: TreeName,
  record: TreeRecord,
  how?: ToolRun,
): Promise<string> => {
  const dir = at.tree(tree.key, tree.name);
  const ask = async (args: readonly string[]): Promise<Answer & { readonly ok: true }> => {
    const answer = await world.run(askTree(dir, args), how);
    if (answer.ok) return answer;
    throw notSaved(dir, errorLines(answer));
  };
  await ask(["add", "--all"]);
  const raw = await ask(["diff", "--cached", "--raw", "--ignore-submodules=none", record.commit]);
  if (/^:(160000|\d+ 160000) /m.test(raw.text))
    throw notSaved(dir, ["It holds changes inside a submodule or another repository."]);
  await fs.mkdir(at.patches, { recursive: true, mode: 0o700 });
  const patch = await freePath(at, `${tree.key}-${tree.name}`);
  await ask(["diff", "--cached", ...exact, `--output=${patch}`, record.commit]);
  return patch;
};

const exact = [
  "--binary",
  "--full-index",
  "--no-ext-diff",
  "--no-textconv",
  "--no-color",
  "--no-renames",
  "--src-prefix=a/",
  "--dst-prefix=b/",
] as const;

const notSaved = (dir: string, lines: readonly string[]) =>
  machineFailure("patch-not-saved", `The edits in ${dir} could not be saved as a patch`, {
    hint: "Save them by hand, then remove the folder's changes and try again.",
    lines,
  });

const freePath = async (at: Places, base: string): Promise<string> => {
  const taken = new Set(await fs.readdir(at.patches));
  let name = `${base}.patch`;
  for (let number = 2; taken.has(name); number++) name = `${base}.${number}.patch`;
  return join(at.patches, name);
};
