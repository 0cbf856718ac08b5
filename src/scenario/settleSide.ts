/** One side: where its files come from and what environment it runs in. */
import { isAbsolute, resolve } from "node:path";
import type { Problem } from "../util/problem";
import type { AxisSpec, Version } from "../versions/types";
import { isUrl, repositoryAt } from "./axes";
import { at, type Located, problemOn, textOf } from "./located";
import type { SideData } from "./schema/scenario";
import type { SettledEnvironment, SettledSide, SettledSource } from "./settled";
import { axisItself, versionInText } from "./sideVersion";

export interface SideWorld {
  readonly node: Located;
  readonly axes: ReadonlyMap<string, AxisSpec>;
  readonly choice: { readonly versions: Readonly<Record<string, Version>>; readonly folder: string };
  readonly version: Version | undefined;
  readonly problems: Problem[];
  readonly warnings: string[];
}

export const settleSide = (name: string, side: SideData, world: SideWorld): SettledSide => ({
  name,
  version: world.version,
  source: sourceOf(side, world),
  environment: environmentOf(name, side, world),
  env: side.env ?? {},
  ...(side.envFile === undefined ? {} : { envFile: side.envFile }),
});

const sourceOf = ({ source }: SideData, world: SideWorld): SettledSource => {
  const { folder } = world.choice;
  if (source.pypi !== undefined) return packageOf("pypi", source.pypi, "==", world);
  if (source.npm !== undefined) return packageOf("npm", source.npm, "@", world);
  if (source.image !== undefined) return { kind: "image", image: source.image };
  if (source.folder !== undefined) return { kind: "folder", path: resolve(folder, source.folder) };
  return gitSource(source.git ?? "workspace", source.repo, world);
};

const gitSource = (ref: string, otherRepo: string | undefined, world: SideWorld): SettledSource => {
  const { folder, versions } = world.choice;
  const axis = axisItself(textOf(at(world.node, "source", "git")) ?? "");
  const version = axis === undefined ? undefined : versions[axis];
  const own = world.axes.get(axis ?? "")?.source;
  const repo = repositoryAt(otherRepo ?? (own?.kind === "git" ? own.repo : folder), folder);
  if (version?.kind === "workspace" || (version === undefined && ref === "workspace"))
    return workspaceAt(repo, world);
  if (version === undefined) return { kind: "git", repo, ref };
  // The commit is one of the axis's own repository.
  const commit = otherRepo === undefined && own?.kind === "git" ? version.commit : undefined;
  return { kind: "git", repo, ref: version.ref ?? version.name, ...(commit === undefined ? {} : { commit }) };
};

const workspaceAt = (repo: string, world: SideWorld): SettledSource => {
  if (isUrl(repo))
    world.problems.push(
      problemOn(world.node, {
        code: "no-workspace",
        message: `"workspace" is a folder on this machine, but this side comes from ${repo}`,
        hint: "Choose a release, a branch or a commit.",
      }),
    );
  return { kind: "workspace", folder: repo };
};

const packageOf = (
  kind: "pypi" | "npm",
  text: string,
  separator: string,
  world: SideWorld,
): SettledSource => {
  const at_ = text.lastIndexOf(separator);
  const written = textOf(at(world.node, "source", kind)) ?? "";
  const version = versionInText(written, world.choice.versions);
  if (version !== undefined && version.kind !== "release")
    world.problems.push(
      problemOn(at(world.node, "source", kind) ?? world.node, {
        code: "no-package-version",
        message: `${version.name} of ${version.axis} is no version of a package`,
        hint: "Choose a release, or give the side another source by version.",
      }),
    );
  return { kind, name: text.slice(0, at_).trim(), version: text.slice(at_ + separator.length).trim() };
};

const environmentOf = (name: string, side: SideData, world: SideWorld): SettledEnvironment => {
  if (side.python) return pythonOf(name, side.python, world);
  if (side.node) {
    const { version, install = [] } = side.node;
    return { kind: "node", install, ...(version === undefined ? {} : { version }) };
  }
  if (side.commands) return { kind: "commands", commands: side.commands };
  return { kind: "none" };
};

const pythonOf = (
  name: string,
  { version, install = [], constraints, requirements = [], asOf, existing }: NonNullable<SideData["python"]>,
  world: SideWorld,
): SettledEnvironment => {
  const date = asOf === undefined ? undefined : dateOf(name, asOf, world);
  return {
    kind: "python",
    install,
    requirements,
    constraints: typeof constraints === "string" ? [] : (constraints ?? []),
    ...(typeof constraints === "string" ? { constraintsFile: constraints } : {}),
    ...(version === undefined ? {} : { version }),
    ...(date === undefined ? {} : { asOf: date }),
    ...(existing === undefined ? {} : { existing: placed(existing, world.choice.folder) }),
  };
};

/**
 * `release` is the release's own date, so that of this side's version; an axis's name is that axis's.
 * What has no date because it is work in progress is as of today: no bound, and so nothing to rebuild tomorrow.
 */
const dateOf = (side: string, asOf: string, { choice, version, warnings }: SideWorld): string | undefined => {
  const axis = Object.hasOwn(choice.versions, asOf) ? choice.versions[asOf] : undefined;
  const meant = asOf === "release" ? (version ?? axis) : axis;
  if (meant === undefined && asOf !== "release") return new Date(asOf).toISOString();
  if (meant === undefined) {
    warnings.push(
      `The side ${side} has no version, so it gets the newest dependencies instead of its release's.`,
    );
    return undefined;
  }
  if (meant.kind !== "release") return undefined;
  if (meant.date === undefined)
    warnings.push(`The date of ${meant.name} is not known, so ${side} gets the newest dependencies.`);
  return meant.date;
};

const placed = (path: string, folder: string): string =>
  /[\\/]/.test(path) && !isAbsolute(path) ? resolve(folder, path) : path;
