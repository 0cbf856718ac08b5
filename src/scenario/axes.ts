/** Axes as the versions room takes them: variables filled, `like` followed. */
import { isAbsolute, resolve } from "node:path";
import type { AxisSpec, VersionSource } from "../versions/types";
import { at, entriesOf, type Located } from "./located";
import type { Scenario } from "./parse";
import { axis as axisShape } from "./schema/axis";
import type { Read } from "./shape";
import { fill } from "./template";

type AxisData = Read<typeof axisShape>;

/** In the order of the file. */
export const axisSpecs = (scenario: Scenario, folder: string): readonly AxisSpec[] => {
  const nodes = new Map(entriesOf(at(scenario.tree, "axes")).map(({ key, value }) => [key, value]));
  return [...nodes.keys()].map((name) => specOf(name, wholeAxis(name, nodes, folder), folder));
};

/** What stands beside `like` differs; lists are replaced, aliases are added. */
const wholeAxis = (name: string, nodes: ReadonlyMap<string, Located>, folder: string): AxisData => {
  const node = nodes.get(name);
  if (node === undefined) return {};
  const own = axisShape.read(node, (text) => withFolder(text, folder));
  if (own.like === undefined) return own;
  const base = wholeAxis(own.like, nodes, folder);
  const aliases = { ...base.aliases, ...own.aliases };
  return { ...base, ...own, aliases };
};

const withFolder = (text: string, folder: string): string => {
  const filled = fill(text, (name) => (name === "workspaceFolder" ? folder : undefined));
  return filled.ok ? filled.value : text;
};

const specOf = (name: string, axis: AxisData, folder: string): AxisSpec => ({
  name,
  source: sourceOf(axis, folder),
  ...(axis.range === undefined ? {} : { range: axis.range }),
  ...(axis.exclude === undefined ? {} : { exclude: axis.exclude }),
  ...(axis.aliases === undefined ? {} : { aliases: axis.aliases }),
  ...(axis.default === undefined ? {} : { default: axis.default }),
  ...(axis.prereleases === undefined ? {} : { prereleases: axis.prereleases }),
});

const sourceOf = ({ versions }: AxisData, folder: string): VersionSource => {
  if (versions === undefined) return { kind: "list", versions: [] };
  if (!("length" in versions)) {
    if (versions.pypi !== undefined) return { kind: "pypi", name: versions.pypi };
    if (versions.npm !== undefined) return { kind: "npm", name: versions.npm };
    if (versions.image !== undefined) return { kind: "image", name: versions.image };
    const repo = repositoryAt(versions.git ?? folder, folder);
    return { kind: "git", repo, ...(versions.match === undefined ? {} : { match: versions.match }) };
  }
  return { kind: "list", versions };
};

export const repositoryAt = (text: string, folder: string): string =>
  isUrl(text) || isAbsolute(text) ? text : resolve(folder, text);

/** Also `git@host:path`, but no Windows drive. */
export const isUrl = (text: string): boolean =>
  /^[a-z][\w+.-]+:\/\//i.test(text) || /^[\w.-]+@[\w.-]+:/.test(text);
