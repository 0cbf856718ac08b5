/** The editor's schema (draft-07), made of the same shapes that the parser checks. */

import { scenario, understoodVersion } from "./schema/scenario";
import type { Doc, ObjectSpec, Shape, Spec, TextSpec } from "./shape";

export type JsonSchema = { readonly [key: string]: unknown };

/** `local` is for overlays, in which nothing has to be there. */
export const jsonSchema = (kind: "main" | "local" = "main"): JsonSchema => {
  const writing: Writing = { definitions: new Map(), names: new Map() };
  const partial = { $ref: `#/definitions/${define(scenarioSpec(), "partial", writing)}` };
  const scenarioSchema =
    kind === "local"
      ? partial
      : eitherWay(extending, { $ref: `#/definitions/${define(scenarioSpec(), "whole", writing)}` }, partial);
  return {
    $schema: "http://json-schema.org/draft-07/schema#",
    // The editor's own words; without them it warns of each comma that the parser takes.
    allowComments: true,
    allowTrailingCommas: true,
    title: kind === "main" ? "Backcompat scenarios" : "Backcompat scenarios, local overlay",
    description:
      "Cross-version setups: two or more versions of a system side by side. Comments and trailing commas are fine.",
    type: "object",
    properties: {
      $schema: { type: "string" },
      version: {
        const: understoodVersion,
        description: "The version of this format.",
        default: understoodVersion,
      },
      scenarios: {
        type: "object",
        description:
          "Scenarios by name. A local overlay lies over them: objects merge, lists are replaced, null removes.",
        additionalProperties: { ...docSchema(scenario.doc), ...unlessNull(scenarioSchema) },
        defaultSnippets: namedSnippets(scenario.doc.snippets ?? {}),
      },
    },
    ...(kind === "main" ? { required: ["scenarios"] } : {}),
    additionalProperties: false,
    definitions: Object.fromEntries([...writing.definitions].sort(([a], [b]) => (a < b ? -1 : 1))),
  };
};

/** Scenarios that extend another, and overlays, say only what differs. */
type Mode = "whole" | "partial";

interface Writing {
  readonly definitions: Map<string, JsonSchema>;
  /** By content, so that what is the same is there once. */
  readonly names: Map<string, string>;
}

const scenarioSpec = (): ObjectSpec => {
  if (scenario.spec.kind !== "object") throw new Error("a scenario is an object");
  return scenario.spec;
};

const extending: JsonSchema = { type: "object", required: ["extends"] };
const byVersion: JsonSchema = { type: "object", required: ["by"] };
const nullSchema: JsonSchema = { type: "null" };

/** If and else only: editors look into `else`, and `then` would make a promise of it. */
const eitherWay = (test: JsonSchema, otherwise: JsonSchema, fitting: JsonSchema): JsonSchema => ({
  allOf: [
    { if: test, else: otherwise },
    { if: { not: test }, else: fitting },
  ],
});

const unlessNull = (schema: JsonSchema): JsonSchema => ({ if: nullSchema, else: schema });

/**
 * A value, the same by version, or (where it may be taken away) null. Objects are told apart by their keys,
 * so that each mistake is shown once; for texts and lists editors complete from `anyOf`.
 */
const valueSchema = (shape: Shape<unknown>, mode: Mode, nullable: boolean, writing: Writing): JsonSchema => {
  const docs = docSchema(shape.doc);
  const { spec } = shape;
  if (spec.kind === "any") return docs;
  const plain = specSchema(spec, mode, writing);
  if (spec.kind === "object" || spec.kind === "map") {
    const one = shape.fixed ? plain : eitherWay(byVersion, plain, casesOf(spec, mode, writing));
    return { ...docs, ...(nullable ? unlessNull(one) : one) };
  }
  const ways = [
    plain,
    ...(nullable ? [nullSchema] : []),
    ...(shape.fixed ? [] : [casesOf(spec, mode, writing)]),
  ];
  return { ...docs, ...(ways.length === 1 ? plain : { anyOf: ways }) };
};

/** Cases may have cases again; by reference, as that has no end. */
const casesOf = (spec: Spec, mode: Mode, writing: Writing): JsonSchema => {
  const plain = specSchema(spec, mode, writing);
  const key = `cases ${JSON.stringify(plain)}`;
  const known = writing.names.get(key);
  const name = known ?? `by-version.${writing.names.size + 1}`;
  const self = { $ref: `#/definitions/${name}` };
  if (known !== undefined) return self;
  writing.names.set(key, name);
  const isObject = spec.kind === "object" || spec.kind === "map";
  const value = isObject
    ? unlessNull(eitherWay(byVersion, plain, self))
    : { anyOf: [plain, nullSchema, self] };
  writing.definitions.set(name, {
    type: "object",
    required: ["by"],
    properties: { by: bySchema, else: value },
    additionalProperties: value,
  });
  return self;
};

const bySchema: JsonSchema = {
  type: "string",
  description: "The axis or side whose version decides; side is the side this stands in.",
};

const docSchema = ({ title, description, examples, snippets }: Doc): JsonSchema => ({
  ...(title === undefined ? {} : { title }),
  description: description.replaceAll("`", ""),
  ...(description.includes("`") ? { markdownDescription: description } : {}),
  ...(examples === undefined ? {} : { examples }),
  ...(snippets === undefined ? {} : { defaultSnippets: labelled(snippets) }),
});

const labelled = (snippets: Readonly<Record<string, unknown>>): readonly JsonSchema[] =>
  Object.entries(snippets).map(([label, body]) => ({ label, body: escapeSnippet(body) }));

const namedSnippets = (snippets: Readonly<Record<string, unknown>>): readonly JsonSchema[] =>
  Object.entries(snippets).map(([label, body]) => ({ label, body: { $1: escapeSnippet(body) } }));

/** A `$` would start a placeholder of the snippet. */
const escapeSnippet = (body: unknown): unknown => {
  const text = JSON.stringify(body, (_, value: unknown) =>
    typeof value === "string" ? value.replaceAll("$", "\\$").replaceAll("}", "\\}") : value,
  );
  const parsed: unknown = JSON.parse(text);
  return parsed;
};

const specSchema = (spec: Spec, mode: Mode, writing: Writing): JsonSchema => {
  switch (spec.kind) {
    case "text":
      return textSchema(spec);
    case "number":
      return spec.min === -Number.MAX_VALUE
        ? { type: "number" }
        : { type: "integer", minimum: spec.min, maximum: spec.max };
    case "boolean":
      return spec.only === undefined ? { type: "boolean" } : { const: spec.only };
    case "list":
      return shared(listSchema(spec, mode, writing), writing);
    case "map":
      return shared(
        {
          type: "object",
          propertyNames: textSchema(spec.name),
          additionalProperties: valueSchema(spec.value, mode, true, writing),
        },
        writing,
      );
    case "either":
      return shared({ anyOf: spec.options.map((option) => optionSchema(option, mode, writing)) }, writing);
    case "object":
      return { $ref: `#/definitions/${define(spec, mode, writing)}` };
    case "null":
      return nullSchema;
    case "any":
      return {};
  }
};

const listSchema = (spec: Extract<Spec, { kind: "list" }>, mode: Mode, writing: Writing): JsonSchema => ({
  type: "array",
  items: valueSchema(spec.item, mode, false, writing),
  ...(spec.min > 0 ? { minItems: spec.min } : {}),
  ...(spec.max === undefined ? {} : { maxItems: spec.max }),
});

/** Any object of an alternative could be one by version; that has its own branch. */
const optionSchema = (option: Shape<unknown>, mode: Mode, writing: Writing): JsonSchema => {
  const plain = specSchema(option.spec, mode, writing);
  if (option.spec.kind !== "map" && option.spec.kind !== "object")
    return { ...docSchema(option.doc), ...plain };
  return { ...docSchema(option.doc), allOf: [{ not: byVersion }, plain] };
};

/** Short ones read better where they stand. */
const shared = (schema: JsonSchema, writing: Writing): JsonSchema => {
  const content = JSON.stringify(schema);
  if (content.length < 120) return schema;
  const name = writing.names.get(content) ?? `shape.${writing.names.size + 1}`;
  writing.names.set(content, name);
  writing.definitions.set(name, schema);
  return { $ref: `#/definitions/${name}` };
};

const textSchema = ({ oneOf, regex }: TextSpec): JsonSchema => {
  if (oneOf) return { type: "string", enum: oneOf };
  return { type: "string", ...(regex === undefined ? {} : { pattern: regex }) };
};

const define = (spec: ObjectSpec, mode: Mode, writing: Writing): string => {
  const name = `${spec.name.replaceAll(" ", "-")}${mode === "partial" && needsKeys(spec) ? ".partial" : ""}`;
  if (writing.definitions.has(name)) return name;
  writing.definitions.set(name, {});
  const properties = Object.entries(spec.keys).map(
    ([key, shape]) => [key, valueSchema(shape, mode, true, writing)] as const,
  );
  writing.definitions.set(name, {
    type: "object",
    properties: Object.fromEntries(properties),
    ...(mode === "whole" ? neededKeys(spec) : {}),
    additionalProperties: false,
  });
  return name;
};

/** Only such a shape differs where it is said in part. */
const needsKeys = (spec: Spec): boolean => {
  if (spec.kind === "list") return needsKeys(spec.item.spec);
  if (spec.kind === "map") return needsKeys(spec.value.spec);
  if (spec.kind === "either") return spec.options.some((option) => needsKeys(option.spec));
  if (spec.kind !== "object") return false;
  const own = spec.required.length > 0 || spec.oneOf.length > 0;
  return own || Object.values(spec.keys).some((key) => needsKeys(key.spec));
};

const neededKeys = (spec: ObjectSpec): JsonSchema => ({
  ...(spec.required.length > 0 ? { required: spec.required } : {}),
  ...(spec.oneOf.length > 0
    ? { allOf: spec.oneOf.map((keys) => ({ oneOf: keys.map((key) => ({ required: [key] })) })) }
    : {}),
});
