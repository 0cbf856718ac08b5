import { inputFailure } from "../util/problem";
import { parseRange } from "../versions/range";
import { nameSatisfies } from "../versions/satisfies";

interface Wanted {
  readonly what: "Python" | "Node";
  readonly scheme: "pep440" | "semver";
}

/** Whether a version is what the scenario asks for: `3.8`, `22.11.0`, `>=3.8 <3.12`. */
export const versionFits = (text: string, { what, scheme }: Wanted): ((version: string) => boolean) => {
  const wanted = text
    .trim()
    .replaceAll(",", " ")
    .replace(/^v(?=\d)/, "");
  if (/^\d+(\.\d+)*$/.test(wanted))
    return (version) => version === wanted || version.startsWith(`${wanted}.`);
  const range = parseRange(wanted);
  if (!range.ok)
    throw inputFailure(
      `bad-${what.toLowerCase()}-version`,
      `“${text}” is no ${what} version: ${range.error}`,
      {
        hint: `Write a version such as "${examples[what]}", or a range such as ">=${examples[what]}".`,
      },
    );
  return (version) => nameSatisfies(version, scheme, range.value);
};

const examples = { Python: "3.11", Node: "22" } as const;
