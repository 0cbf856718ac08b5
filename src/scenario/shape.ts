/**
 * The scenario schema's building blocks. A shape is data (`spec`, read by the checker and the JSON schema
 * generator) with a typed reader for a tree that was checked and in which all values by version are decided.
 */
import type { Complaint, Located, LocatedObject, LocatedScalar } from "./located";
import { entriesOf, isNull, itemsOf, kindText, plain } from "./located";
import type { Scope } from "./scope";

export interface Doc {
  readonly title?: string;
  /** Hover text. */
  readonly description: string;
  readonly examples?: readonly unknown[];
  /** Bodies for completion, by label. */
  readonly snippets?: Readonly<Record<string, unknown>>;
}

/** What `${...}` may stand in a text: nothing, the workspace folder, what is known when versions are chosen, or all there is. */
export type Filling = "none" | "folder" | "early" | "all" | "pattern";

export type Look = (text: string, scope: Scope) => Complaint | undefined;

export interface TextSpec {
  readonly kind: "text";
  readonly what: string;
  readonly filling: Filling;
  readonly oneOf?: readonly string[];
  /** For the JSON schema only; `look` says it in better words. */
  readonly regex?: string;
  readonly look?: Look;
}

export interface ObjectSpec {
  readonly kind: "object";
  readonly name: string;
  readonly keys: Readonly<Record<string, Shape<unknown>>>;
  readonly required: readonly string[];
  /** Of each group one key must be there, and not two. */
  readonly oneOf: readonly (readonly string[])[];
  /** Whether `port`, `ports.NAME` and `"by": "side"` speak of this object. */
  readonly scope: boolean;
}

export type Spec =
  | TextSpec
  | { readonly kind: "number"; readonly what: string; readonly min: number; readonly max: number }
  | { readonly kind: "boolean"; readonly only?: boolean }
  | { readonly kind: "list"; readonly item: Shape<unknown>; readonly min: number; readonly max?: number }
  | {
      readonly kind: "map";
      readonly value: Shape<unknown>;
      readonly name: TextSpec;
      /** Null is a value here and removes nothing. */
      readonly nulls: boolean;
    }
  | { readonly kind: "null" }
  | ObjectSpec
  | { readonly kind: "either"; readonly options: readonly Shape<unknown>[] }
  | { readonly kind: "any" };

/** Turns a text as written into what it says now. */
export type FillText = (text: string, filling: Filling, node: LocatedScalar) => string;

export interface Shape<T> {
  readonly spec: Spec;
  readonly doc: Doc;
  /** True where no value by version may stand: it is needed before versions are known. */
  readonly fixed: boolean;
  readonly read: (node: Located, fill: FillText) => T;
}

export type Read<S> = S extends Shape<infer T> ? T : never;

export const text = (doc: string | Doc, more: Partial<Omit<TextSpec, "kind">> = {}): Shape<string> => {
  const spec: TextSpec = { kind: "text", what: "a text", filling: "none", ...more };
  return shape(spec, doc, (node, fill) => fill(textIn(node), spec.filling, scalarIn(node)));
};

export const choice = <const T extends string>(values: readonly T[], doc: string | Doc): Shape<T> =>
  shape({ kind: "text", what: "one of these texts", filling: "none", oneOf: values }, doc, (node) => {
    const chosen = values.find((value) => value === textIn(node));
    return chosen ?? unchecked(node);
  });

export const number = (
  doc: string | Doc,
  more: { readonly what: string; readonly min: number; readonly max: number },
): Shape<number> =>
  shape({ kind: "number", ...more }, doc, (node) =>
    node.kind === "scalar" && typeof node.value === "number" ? node.value : unchecked(node),
  );

export const flag = (doc: string | Doc, only?: boolean): Shape<boolean> =>
  shape(only === undefined ? { kind: "boolean" } : { kind: "boolean", only }, doc, (node) =>
    node.kind === "scalar" && typeof node.value === "boolean" ? node.value : unchecked(node),
  );

export const list = <T>(
  item: Shape<T>,
  doc: string | Doc,
  size: { min?: number; max?: number } = {},
): Shape<readonly T[]> =>
  shape({ kind: "list", item, min: 0, ...size }, doc, (node, fill) =>
    itemsOf(node)
      .filter((one) => !isNull(one))
      .map((one) => item.read(one, fill)),
  );

export const map = <T>(
  value: Shape<T>,
  name: Shape<string>,
  doc: string | Doc,
): Shape<Readonly<Record<string, T>>> => {
  if (name.spec.kind !== "text") throw new Error("names are texts");
  const nulls = accepts(value.spec, nothing);
  return shape({ kind: "map", value, name: name.spec, nulls }, doc, (node, fill) =>
    Object.fromEntries(entriesOf(node, nulls).map((entry) => [entry.key, value.read(entry.value, fill)])),
  );
};

export const nullValue = (doc: string | Doc): Shape<null> => shape({ kind: "null" }, doc, () => null);

export const either = <const S extends readonly Shape<unknown>[]>(
  options: S,
  doc: string | Doc,
): Shape<Read<S[number]>> =>
  shape({ kind: "either", options }, doc, (node, fill) => {
    const option = options.find(({ spec }) => accepts(spec, node));
    // The options are the union's members, which the compiler can't see through `find`.
    return (option ?? unchecked(node)).read(node, fill) as Read<S[number]>;
  });

export const any = (doc: string | Doc): Shape<unknown> =>
  shape({ kind: "any" }, doc, (node, fill) => plain(node, (scalar, value) => fill(value, "all", scalar)));

type Keys = Readonly<Record<string, Shape<unknown>>>;
type Whole<K extends Keys, R extends keyof K> = { readonly [P in R]: Read<K[P]> } & {
  readonly [P in Exclude<keyof K, R>]?: Read<K[P]>;
};

export const object = <K extends Keys, const R extends keyof K & string = never>(
  name: string,
  keys: K,
  doc: string | Doc,
  more: {
    readonly required?: readonly R[];
    readonly oneOf?: readonly (readonly (keyof K & string)[])[];
    readonly scope?: boolean;
  } = {},
): Shape<Whole<K, R>> => {
  const spec: ObjectSpec = {
    kind: "object",
    name,
    keys,
    required: more.required ?? [],
    oneOf: more.oneOf ?? [],
    scope: more.scope ?? false,
  };
  return shape(spec, doc, (node, fill) => {
    const read = entriesOf(node).flatMap(({ key, value }) => {
      const inner = Object.hasOwn(keys, key) ? keys[key] : undefined;
      return inner ? [[key, inner.read(value, fill)] as const] : [];
    });
    // What `keys` says, key by key; the checker saw to the required ones.
    return Object.fromEntries(read) as Whole<K, R>;
  });
};

/** Neither it nor anything in it can depend on versions. */
export const fixed = <T>(inner: Shape<T>): Shape<T> => ({
  ...inner,
  spec: fixedSpec(inner.spec),
  fixed: true,
});

/** What is in it can, but not the whole. */
export const fixedHere = <T>(inner: Shape<T>): Shape<T> => ({ ...inner, fixed: true });

const fixedSpec = (spec: Spec): Spec => {
  if (spec.kind === "list") return { ...spec, item: fixed(spec.item) };
  if (spec.kind === "map") return { ...spec, value: fixed(spec.value) };
  if (spec.kind === "either") return { ...spec, options: spec.options.map(fixed) };
  if (spec.kind !== "object") return spec;
  const keys = Object.entries(spec.keys).map(([key, shape]) => [key, fixed(shape)] as const);
  return { ...spec, keys: Object.fromEntries(keys) };
};

/** Same shape, said for the place where it stands. */
export const described = <T>(inner: Shape<T>, doc: string | Doc): Shape<T> => ({ ...inner, doc: docOf(doc) });

export const accepts = (spec: Spec, node: Located): boolean => {
  if (spec.kind === "any") return true;
  if (spec.kind === "either") return spec.options.some((option) => accepts(option.spec, node));
  if (spec.kind === "list" || node.kind === "list") return spec.kind === "list" && node.kind === "list";
  if (spec.kind === "object" || spec.kind === "map") return node.kind === "object";
  if (node.kind !== "scalar") return false;
  if (spec.kind === "null") return node.value === null;
  return typeof node.value === (spec.kind === "text" ? "string" : spec.kind);
};

const nothing: LocatedScalar = {
  kind: "scalar",
  value: null,
  exact: false,
  path: "",
  place: { file: "", line: 1, column: 1 },
};

const shape = <T>(spec: Spec, doc: string | Doc, read: Shape<T>["read"]): Shape<T> => ({
  spec,
  doc: docOf(doc),
  fixed: false,
  read,
});

const docOf = (doc: string | Doc): Doc => (typeof doc === "string" ? { description: doc } : doc);

const scalarIn = (node: Located): LocatedScalar => (node.kind === "scalar" ? node : unchecked(node));

const textIn = (node: Located): string =>
  node.kind === "scalar" && typeof node.value === "string" ? node.value : unchecked(node);

const unchecked = (node: Located | LocatedObject): never => {
  throw new Error(`${node.path} was read before it was checked: it is ${kindText(node)}`);
};
