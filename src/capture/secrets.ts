import { jsonText, shiftedBase64 } from "./disguises";

export interface Secrets {
  add(value: string): void;
  mask(text: string): string;
}

/** Shorter ones would take whole texts apart and hide nothing. */
const shortest = 4;
const shortestLine = 8;

/** Keeps known values out of whatever people get to read, also in the forms in which programs print them. */
export const makeSecrets = (): Secrets => {
  const forms = new Set<string>();
  let pattern: RegExp | undefined;
  return {
    add: (value) => {
      for (const form of formsOf(value)) forms.add(form);
      pattern = forms.size === 0 ? undefined : anyOf(forms);
    },
    mask: (text) => (pattern === undefined ? text : text.replace(pattern, "***")),
  };
};

const formsOf = (value: string): string[] => {
  const plain = value.trim();
  if (plain.length < shortest) return [];
  // Masked line by line, so a key of many lines has to be known by each of them.
  const lines = plain.split(/\r?\n/).map((line) => line.trim());
  const whole = lines.length === 1 ? [] : lines.filter((line) => line.length >= shortestLine);
  return [plain, ...whole].flatMap(disguises);
};

const disguises = (text: string): string[] => {
  const encoded = urlEncoded(text);
  return [
    text,
    encoded,
    encoded.replaceAll("%20", "+"),
    encoded.replace(/%[0-9A-F]{2}/g, (code) => code.toLowerCase()),
    jsonText(text),
    ...shiftedBase64(text),
  ];
};

/** A lone half of a character has no URL form. */
const urlEncoded = (text: string): string => encodeURIComponent(Buffer.from(text, "utf8").toString("utf8"));

/** The longest first, so that no rest of a longer one is left standing. */
const anyOf = (forms: ReadonlySet<string>): RegExp =>
  new RegExp(
    [...forms]
      .sort((a, b) => b.length - a.length)
      .map((form) => form.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"))
      .join("|"),
    "g",
  );
