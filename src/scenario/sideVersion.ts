/** The version of a side: the one its `version` says, else that of its source. */
import { schemeOfAll } from "../versions/order/scheme";
import type { Version } from "../versions/types";
import { fill, templateVariables } from "./template";

/** What a text with axes in it, such as `${release}` or `dagster==${release}`, stands at. */
export const versionInText = (
  text: string,
  versions: Readonly<Record<string, Version>>,
): Version | undefined => {
  const axes = [...new Set(templateVariables(text).flatMap((name) => name.split(".")[0] ?? []))].filter(
    (axis) => Object.hasOwn(versions, axis),
  );
  if (axes.length > 1) return undefined;
  const [axis] = axes;
  if (axis !== undefined) return versions[axis];
  const plain = fill(text, () => undefined);
  return plain.ok ? literalVersion(plain.value) : undefined;
};

/** `1.2.0`, `v1.2.0`, `name==1.2.0`, `release/1.2.0`, `postgres:15`; what has no number has no order. */
export const literalVersion = (text: string): Version | undefined => {
  if (text === "workspace")
    return { axis: "", name: text, kind: "workspace", order: { scheme: "loose", beyond: "above" } };
  const name = /(?:^|[=@:/\sv-])v?(\d+(?:\.\d[\w+-]*)*)$/.exec(text)?.[1];
  if (name === undefined) return undefined;
  return { axis: "", name, kind: "release", order: { scheme: schemeOfAll([name]), nearest: name, after: 0 } };
};

/** `${release}` and `${release.ref}` are the axis itself, whatever its version is called. */
export const axisItself = (text: string): string | undefined =>
  /^\$\{\s*([\w-]+)(?:\.ref)?\s*\}$/.exec(text)?.[1];
