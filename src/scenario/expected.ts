/** A value of the wrong kind: what was expected instead, and how to write it. */
import { type Complaint, kindText, type Located, type ScalarValue, shortened } from "./located";
import { accepts, type Spec } from "./shape";

export const wrongKind = (node: Located, spec: Spec): Complaint => {
  const complaint = {
    code: "wrong-type",
    message: `expected ${expectedBy(spec)}, but this is ${kindText(node)}`,
  };
  const hint = typeHint(node, spec);
  return hint === undefined ? complaint : { ...complaint, hint };
};

/** Quotes and brackets are what is mostly forgotten. */
const typeHint = (node: Located, spec: Spec): string | undefined => {
  if (node.kind !== "scalar" || node.value === null) return undefined;
  const takes = (value: ScalarValue): boolean => accepts(spec, { ...node, value });
  if (typeof node.value !== "string")
    return takes("") ? `Write it in quotes: "${String(node.value)}".` : undefined;
  const bare = node.value.trim();
  if (/^-?\d+(\.\d+)?$/.test(bare) && takes(0)) return `Write it without quotes: ${bare}.`;
  if ((bare === "true" || bare === "false") && takes(true)) return `Write it without quotes: ${bare}.`;
  return accepts(spec, { kind: "list", items: [], place: node.place, path: node.path })
    ? `Put it in brackets: [${JSON.stringify(shortened(bare))}].`
    : undefined;
};

/** In words, for "expected …". */
const expectedBy = (spec: Spec): string => {
  switch (spec.kind) {
    case "either":
      return alternatives(spec.options.map((option) => expectedBy(option.spec)));
    case "text":
      return spec.oneOf ? `one of ${spec.oneOf.map((one) => `"${one}"`).join(", ")}` : spec.what;
    case "number":
      return spec.what;
    case "boolean":
      return spec.only === undefined ? "true or false" : String(spec.only);
    case "list":
      return "a list [ … ]";
    case "map":
      return "an object { … } with names as keys";
    case "object":
      return `an object with ${firstFew(Object.keys(spec.keys))}`;
    case "null":
      return "null";
    case "any":
      return "any value";
  }
};

const alternatives = (words: readonly string[]): string => {
  const all = [...new Set(words)];
  return all.length > 1 ? `${all.slice(0, -1).join(", ")} or ${all.at(-1)}` : (all[0] ?? "");
};

const firstFew = (keys: readonly string[]): string =>
  `${keys
    .slice(0, 5)
    .map((key) => `"${key}"`)
    .join(", ")}${keys.length > 5 ? ", …" : ""}`;
