/** Checks of single texts, each with words that say what was expected. */

import { parseMemory } from "../util/text";
import { parseDuration } from "../util/time";
import { parsePolicy } from "../versions/policy";
import { parseRange } from "../versions/range";
import { type Complaint, shortened } from "./located";
import type { Names } from "./scope";
import type { Look } from "./shape";
import { suggestion } from "./suggestion";
import { templateVariables } from "./template";
import { parseWhen, whenNames } from "./when";

/** A name that is used in `${...}`, and so can have no dots or spaces. */
export const word: Look = (text) => {
  if (objectWords.has(text)) return bad("bad-name", `"${text}" can't be a name`, "Choose another name.");
  if (/^[A-Za-z_][\w-]*$/.test(text)) return undefined;
  return bad("bad-name", `"${shortened(text)}" can't be a name`, "Names have letters, digits, - and _.");
};

export const axisName: Look = (text, scope) =>
  reserved.has(text)
    ? bad("bad-name", `"${text}" can't be the name of an axis: it means something else`, "Rename the axis.")
    : word(text, scope);

export const sideName: Look = (text, scope) =>
  text === "side"
    ? bad("bad-name", '"side" can\'t be a name: it means the side a value stands in', "Rename it.")
    : word(text, scope);

/** A title-like name; whatever a person can say in one line. */
export const anyName: Look = (text) => {
  if (objectWords.has(text)) return bad("bad-name", `"${text}" can't be a name`, "Choose another name.");
  if (text.trim() === "") return bad("bad-name", "a name is empty", "Give it a name.");
  return /[\r\n]/.test(text)
    ? bad("bad-name", "a name has several lines", "Write it in one line.")
    : undefined;
};

export const environmentName: Look = (text) =>
  /^[A-Za-z_][\w.()-]*$/.test(text) && !objectWords.has(text)
    ? undefined
    : bad(
        "bad-env-name",
        `"${shortened(text)}" can't be the name of an environment variable`,
        "Use letters, digits and _.",
      );

export const knownName =
  (what: string, known: (names: Names) => Iterable<string>): Look =>
  (text, { names }) => {
    const all = [...known(names)];
    if (all.includes(text)) return undefined;
    return bad(
      `unknown-${what.split(" ")[0]}`,
      `there is no ${what} "${shortened(text)}"`,
      suggestion(text, all),
    );
  };

export const axisOrSide: Look = (text, { names, side }) => {
  if (names.axes.has(text) || names.sides.has(text) || (text === "side" && side !== undefined))
    return undefined;
  if (text === "side")
    return bad(
      "no-side-here",
      `"side" means nothing here, as this stands in no side`,
      suggestion(text, axesAndSides(names)),
    );
  return bad(
    "unknown-axis",
    `there is no axis or side "${shortened(text)}"`,
    suggestion(text, axesAndSides(names)),
  );
};

export const axesAndSides = (names: Names): readonly string[] => [
  ...new Set([...names.axes, ...names.sides]),
];

export const durationText: Look = (text) =>
  parseDuration(text) === undefined
    ? bad("bad-duration", `"${shortened(text)}" is no duration`, 'Write it as "500ms", "60s", "2m" or "1h".')
    : undefined;

export const memoryText: Look = (text) =>
  parseMemory(text) === undefined
    ? bad("bad-memory", `"${shortened(text)}" is no amount of memory`, 'Write it as "512m" or "2g".')
    : undefined;

export const regexText: Look = (text) => {
  const probe = text.replace(/\$?\$\{[^}]*\}/g, "x");
  try {
    new RegExp(probe);
    return undefined;
  } catch (error) {
    const why =
      error instanceof Error ? error.message.replace(/^Invalid regular expression: /, "") : String(error);
    return bad(
      "bad-regex",
      `this regular expression can't be read: ${why}`,
      "A backslash is written \\\\ in JSON.",
    );
  }
};

export const rangeText: Look = (text) => {
  const range = parseRange(text);
  return range.ok ? undefined : bad("bad-range", range.error, 'A range looks like ">=1.2 <2".');
};

/** Stays in the tree it is relative to, on every platform. */
export const insideTree: Look = (text) => {
  if (/^([\\/]|[A-Za-z]:)/.test(text))
    return bad(
      "path-leaves-tree",
      `"${shortened(text)}" is an absolute path`,
      "Write it relative to the side's tree.",
    );
  let depth = 0;
  for (const part of text.split(/[\\/]/)) {
    if (part === "..") depth--;
    else if (part !== "." && part !== "") depth++;
    if (depth < 0)
      return bad(
        "path-leaves-tree",
        `"${shortened(text)}" leaves the side's tree`,
        "Take out what leads above it with '..'.",
      );
  }
  return undefined;
};

/** Working folders may also start at a variable that is a folder. */
export const folderText: Look = (text, scope) =>
  /^\$\{(sides\.[\w-]+\.dir|emulation\.dir|workspaceFolder)\}/.test(text)
    ? insideTree(text.replace(/^\$\{[^}]*\}[\\/]*/, ""), scope)
    : insideTree(text, scope);

export const whenText: Look = (text, scope) => {
  const parsed = parseWhen(text);
  if (!parsed.ok) return bad("bad-when", parsed.error, whenHint);
  for (const name of whenNames(parsed.value)) {
    const complaint = axisOrSide(name, scope);
    if (complaint) return complaint;
  }
  return undefined;
};

const whenHint = 'It looks like "release < 1.2 && !(host == workspace)".';

export const policyText: Look = (text, scope) => {
  const parsed = parsePolicy(text);
  if (!parsed.ok) return bad("bad-policy", parsed.error, 'A policy looks like "host >= userCode".');
  for (const name of parsed.value.flatMap(({ left, right }) => [left, right])) {
    const complaint = axisOrSide(name, scope);
    if (complaint) return complaint;
  }
  return undefined;
};

export const dateOrAxis: Look = (text, { names }) => {
  if (text === "release" || names.axes.has(text) || templateVariables(text).length > 0) return undefined;
  if (/^\d{4}-\d{2}-\d{2}([T ].*)?$/.test(text) && !Number.isNaN(Date.parse(text))) return undefined;
  return bad(
    "bad-date",
    `"${shortened(text)}" is neither a date, "release" nor an axis`,
    `${suggestion(text, names.axes)} A date looks like "2021-09-30".`,
  );
};

export const pypiSource: Look = (text) =>
  /^[A-Za-z0-9][\w.-]*(\[[\w., -]*\])?\s*==\s*\S+$/.test(text)
    ? undefined
    : bad(
        "bad-source",
        `"${shortened(text)}" names no package with its version`,
        'Write it as "name==${release}".',
      );

export const npmSource: Look = (text) =>
  /^(@[\w.~-]+\/)?[\w.~-]+@\S+$/.test(text)
    ? undefined
    : bad(
        "bad-source",
        `"${shortened(text)}" names no package with its version`,
        'Write it as "name@${release}".',
      );

export const tunnelEnd: Look = (text) =>
  text.startsWith("/") || /^\S+:\d{1,5}$/.test(text)
    ? undefined
    : bad(
        "bad-tunnel",
        `"${shortened(text)}" is neither HOST:PORT nor the path of a socket`,
        'Write it as 5432, "db.internal:5432" or "/run/db.sock".',
      );

export const filled: Look = (text) =>
  text.trim() === ""
    ? bad("empty-text", "this text is empty", "Fill it in, or take the key out.")
    : undefined;

const bad = (code: string, message: string, hint: string): Complaint => ({ code, message, hint });

/** Words that every object answers to; as names they would be found where nobody defined them. */
const objectWords: ReadonlySet<string> = new Set([
  ...Object.getOwnPropertyNames(Object.prototype),
  "prototype",
]);

const reserved: ReadonlySet<string> = new Set([
  "side",
  "workspace",
  "workspaceFolder",
  "env",
  "sides",
  "services",
  "outputs",
  "files",
  "emulation",
  "port",
  "ports",
]);
