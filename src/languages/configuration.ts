import type { DebugSpec } from "../scenario/settled";
import { isRecord } from "../util/json";

/** `${...}` in a configuration's texts, however deep; what is nothing but one reference to a number becomes a number. */
export const fillConfiguration = (spec: DebugSpec, fill: (template: string) => string): DebugSpec =>
  spec.configuration === undefined
    ? spec
    : {
        ...spec,
        configuration: Object.fromEntries(
          Object.entries(spec.configuration).map(([key, value]) => [key, filled(value, fill)]),
        ),
      };

const filled = (value: unknown, fill: (template: string) => string): unknown => {
  if (typeof value === "string") return numberOrText(value, fill(value));
  if (Array.isArray(value)) return value.map((element: unknown) => filled(element, fill));
  if (!isRecord(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, filled(inner, fill)]));
};

const numberOrText = (template: string, text: string): string | number =>
  /^\$\{[^{}]*\}$/.test(template) && /^\d+$/.test(text) ? Number(text) : text;
