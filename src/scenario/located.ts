/** JSON that remembers where it was written, so that a mistake found late still points at its line. */
import { exits, type Place, type Problem } from "../util/problem";

interface At {
  readonly place: Place;
  /** As the person would say it: `scenarios.dagster.services.grpc.run[2]`. */
  readonly path: string;
}

export interface Entry {
  readonly key: string;
  readonly place: Place;
  readonly value: Located;
}

export interface LocatedObject extends At {
  readonly kind: "object";
  /** A map, because a key may be called `__proto__`. */
  readonly entries: ReadonlyMap<string, Entry>;
}

export interface LocatedList extends At {
  readonly kind: "list";
  readonly items: readonly Located[];
}

export type ScalarValue = string | number | boolean | null;

export interface LocatedScalar extends At {
  readonly kind: "scalar";
  readonly value: ScalarValue;
  /** Whether character n of the value is column n of the text, which escapes prevent. */
  readonly exact: boolean;
}

export type Located = LocatedObject | LocatedList | LocatedScalar;

/** Null removes, so it counts as nothing there. */
export const at = (node: Located | undefined, ...keys: readonly string[]): Located | undefined => {
  let here = node;
  for (const key of keys) here = here?.kind === "object" ? here.entries.get(key)?.value : undefined;
  return here === undefined || isNull(here) ? undefined : here;
};

export const isNull = (node: Located): boolean => node.kind === "scalar" && node.value === null;

export const textOf = (node: Located | undefined): string | undefined =>
  node?.kind === "scalar" && typeof node.value === "string" ? node.value : undefined;

export const entriesOf = (node: Located | undefined, nulls = false): readonly Entry[] =>
  node?.kind === "object" ? [...node.entries.values()].filter(({ value }) => nulls || !isNull(value)) : [];

export const itemsOf = (node: Located | undefined): readonly Located[] =>
  node?.kind === "list" ? node.items : [];

export const withEntries = (node: LocatedObject, entries: Iterable<Entry>): LocatedObject => ({
  ...node,
  entries: new Map([...entries].map((entry) => [entry.key, entry])),
});

export const keyPath = (path: string, key: string): string => {
  if (!/^[\w$-]+$/.test(key)) return `${path}[${JSON.stringify(key)}]`;
  return path === "" ? key : `${path}.${key}`;
};

/** A plain value of it, for what has no shape of its own. */
export const plain = (node: Located, text: (node: LocatedScalar, value: string) => unknown): unknown => {
  if (node.kind === "list") return node.items.map((item) => plain(item, text));
  if (node.kind === "scalar") return typeof node.value === "string" ? text(node, node.value) : node.value;
  return Object.fromEntries([...node.entries.values()].map(({ key, value }) => [key, plain(value, text)]));
};

export const kindText = (node: Located): string => {
  if (node.kind === "object") return "an object";
  if (node.kind === "list") return "a list";
  if (node.value === null) return "null";
  if (typeof node.value === "string") return `the text ${JSON.stringify(shortened(node.value))}`;
  return typeof node.value === "number" ? `the number ${node.value}` : String(node.value);
};

export const shortened = (text: string): string => (text.length > 60 ? `${text.slice(0, 57)}…` : text);

/** What is wrong, apart from where. */
export interface Complaint {
  readonly code: string;
  readonly message: string;
  readonly hint?: string;
}

export const problemAt = (place: Place, path: string, complaint: Complaint): Problem => ({
  ...complaint,
  message: path === "" ? complaint.message : `${path}: ${complaint.message}`,
  exit: exits.input,
  place,
});

export const problemOn = (node: Located, complaint: Complaint): Problem =>
  problemAt(node.place, node.path, complaint);
