import { inputFailure } from "../../util/problem";
import { parseRange } from "../../versions/range";
import { nameSatisfies } from "../../versions/satisfies";

/** Whether an interpreter's version is what the scenario asks for: `3.8`, `3.11.7`, `>=3.8 <3.12`; none is any 3. */
export const wantedPython = (wanted: string | undefined): ((version: string) => boolean) => {
  if (wanted === undefined) return (version) => !version.startsWith("2.");
  const text = wanted.trim().replaceAll(",", " ");
  if (/^\d+(\.\d+)*$/.test(text)) return (version) => version === text || version.startsWith(`${text}.`);
  const range = parseRange(text);
  if (!range.ok)
    throw inputFailure("bad-python-version", `“${wanted}” is no Python version: ${range.error}`, {
      hint: 'Write a version such as "3.11", or a range such as ">=3.8".',
    });
  return (version) => nameSatisfies(version, "pep440", range.value);
};
