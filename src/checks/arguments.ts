import { isRecord } from "../util/json";

/** Answers to what an action asks, by name. */
export type Arguments = Readonly<Record<string, unknown>>;

const pattern = /\$\{arguments\.([^}]+)\}/g;

/** Fills `${arguments.NAME}`; what nobody answered stays, so that it is seen. */
export const fillText = (text: string, args: Arguments): string =>
  text.replace(pattern, (whole, name: string) =>
    Object.hasOwn(args, name) ? argumentText(args[name]) : whole,
  );

/** In all texts within; a text that is nothing but one argument keeps that argument's type. */
export const fillValue = (value: unknown, args: Arguments): unknown => {
  if (typeof value === "string") {
    const name = /^\$\{arguments\.([^}]+)\}$/.exec(value)?.[1];
    return name !== undefined && Object.hasOwn(args, name) ? args[name] : fillText(value, args);
  }
  if (Array.isArray(value)) return value.map((inner) => fillValue(inner, args));
  if (!isRecord(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, fillValue(inner, args)]));
};

/** Those that no text within names. */
export const unusedArguments = (template: unknown, args: Arguments): Arguments => {
  const used = new Set([...JSON.stringify(template).matchAll(pattern)].map((match) => match[1]));
  return Object.fromEntries(Object.entries(args).filter(([name]) => !used.has(name)));
};

export const argumentText = (value: unknown): string =>
  typeof value === "string" ? value : JSON.stringify(value);
