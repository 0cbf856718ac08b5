/** `${name}` in texts: found, checked and filled, never evaluated. `$${` is a plain `${`. */
import { err, ok, type Result } from "../util/result";

export interface VariableUse {
  readonly name: string;
  /** Of the `$`, from 0. */
  readonly index: number;
  /** False where the closing brace is missing. */
  readonly closed: boolean;
}

const pattern = /\$\$\{|\$\{([^}]*)(\}?)/g;

export const variableUses = (text: string): readonly VariableUse[] =>
  [...text.matchAll(pattern)].flatMap((match) =>
    match[1] === undefined ? [] : [{ name: match[1].trim(), index: match.index, closed: match[2] === "}" }],
  );

/** Each name once, in the order of the text. */
export const templateVariables = (text: string): readonly string[] => [
  ...new Set(variableUses(text).map(({ name }) => name)),
];

/** The error is the name that nobody knows. */
export const fill = (
  template: string,
  lookup: (name: string) => string | undefined,
): Result<string, string> => {
  const unknown: string[] = [];
  const text = template.replace(pattern, (whole: string, name?: string) => {
    if (name === undefined) return "${";
    const value = lookup(name.trim());
    if (value === undefined) unknown.push(name.trim());
    return value ?? whole;
  });
  const [first] = unknown;
  return first === undefined ? ok(text) : err(first);
};

/** Fills what is known now and leaves the rest symbolic; the outcome is a template again. */
export const fillKnown = (template: string, lookup: (name: string) => string | undefined): string =>
  template.replace(pattern, (whole: string, name?: string) => {
    const value = name === undefined ? undefined : lookup(name.trim());
    return value === undefined ? whole : literal(value);
  });

/** Text as a template that says just that. */
export const literal = (text: string): string => text.replaceAll("${", () => "$${");
