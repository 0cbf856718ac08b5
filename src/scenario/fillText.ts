/** Axes and the workspace folder, put into texts; what only a running emulation knows stays symbolic. */

import type { Problem } from "../util/problem";
import type { Version } from "../versions/types";
import { type LocatedScalar, problemOn } from "./located";
import type { FillText } from "./shape";
import { fill, fillKnown } from "./template";

interface Known {
  readonly versions: Readonly<Record<string, Version>>;
  readonly folder: string;
}

export const filler =
  (known: Known, sideVersions: ReadonlyMap<string, Version | undefined>, problems: Problem[]): FillText =>
  (text, filling, node) => {
    if (filling === "none") return text;
    const lookup = (name: string): string | undefined => early(name, known, node, problems);
    if (filling === "all")
      return fillKnown(text, (name) => lookup(name) ?? versionOfSide(name, sideVersions));
    const quote = filling === "pattern" ? escapeRegex : (value: string) => value;
    const filled = fill(text, (name) => {
      const value = lookup(name);
      return value === undefined ? undefined : quote(value);
    });
    return filled.ok ? filled.value : text;
  };

const early = (
  name: string,
  { versions, folder }: Known,
  node: LocatedScalar,
  problems: Problem[],
): string | undefined => {
  if (name === "workspaceFolder") return folder;
  const [axis = "", field] = name.split(".");
  const version = Object.hasOwn(versions, axis) ? versions[axis] : undefined;
  if (version === undefined) return undefined;
  const value = fields(version)[field ?? "name"];
  if (value !== undefined || !isField(field)) return value;
  problems.push(
    problemOn(node, {
      code: "no-such-field",
      message: `\${${name}} is not known: ${version.name} of ${axis} has no ${field}`,
      hint: `Use \${${axis}}.`,
    }),
  );
  return "";
};

const fields = (version: Version): Readonly<Record<string, string | undefined>> => ({
  name: version.name,
  ref: version.ref ?? version.name,
  commit: version.commit,
  date: version.date,
});

const isField = (field: string | undefined): boolean => field === "commit" || field === "date";

const versionOfSide = (
  name: string,
  sideVersions: ReadonlyMap<string, Version | undefined>,
): string | undefined => {
  const [first, side = "", word] = name.split(".");
  return first === "sides" && word === "version" ? sideVersions.get(side)?.name : undefined;
};

const escapeRegex = (text: string): string => text.replace(/[\\^$.*+?()[\]{}|]/g, "\\$&");
