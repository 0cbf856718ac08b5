/** What a scenario says of its matrix; read before versions are chosen, since it says which. */
import { at, entriesOf, type Located, textOf } from "./located";
import type { Scenario } from "./parse";
import { matrix as matrixShape } from "./schema/matrix";
import type { MatrixData } from "./schema/scenario";

export interface Matrix {
  /** Those that vary, in the order of the file; the others keep what is chosen for them. */
  readonly axes: readonly MatrixAxis[];
  readonly state: "fresh" | "kept";
  readonly jobs?: number;
  readonly sample?: number;
  /** Axes that are one product, so that a version can be tried with itself: those tied by `like`, too. */
  readonly self: readonly (readonly string[])[];
}

export interface MatrixAxis {
  readonly name: string;
  readonly versions: VersionChoice;
}

export type VersionChoice =
  | { readonly kind: "all" }
  | { readonly kind: "range"; readonly range: string }
  /** As a person would name them: versions, aliases, `workspace`, branches, commits. */
  | { readonly kind: "list"; readonly versions: readonly string[] };

export const matrixOf = ({ tree, names }: Scenario): Matrix => {
  const node = at(tree, "matrix");
  const data: MatrixData = node === undefined ? {} : matrixShape.read(node, (text) => text);
  const written = textOf(at(tree, "state"));
  return {
    axes: axesOf(data.axes ?? [...names.axes]),
    state: (written ?? data.state) === "kept" ? "kept" : "fresh",
    self: joined([...(data.self ?? []), ...tiedByLike(tree)]),
    ...(data.jobs === undefined ? {} : { jobs: data.jobs }),
    ...(data.sample === undefined ? {} : { sample: data.sample }),
  };
};

const axesOf = (axes: NonNullable<MatrixData["axes"]>): readonly MatrixAxis[] =>
  isList(axes)
    ? axes.map((name) => ({ name, versions: { kind: "all" } }))
    : Object.entries(axes).map(([name, which]) => ({ name, versions: choiceOf(which) }));

const choiceOf = (which: string | readonly string[]): VersionChoice =>
  typeof which === "string" ? { kind: "range", range: which } : { kind: "list", versions: which };

const isList = <T, U>(value: readonly T[] | U): value is readonly T[] => Array.isArray(value);

const tiedByLike = (tree: Located): readonly (readonly string[])[] =>
  entriesOf(at(tree, "axes")).flatMap(({ key, value }) => {
    const like = textOf(at(value, "like"));
    return like === undefined ? [] : [[like, key]];
  });

/** Groups that share an axis are one. */
const joined = (groups: readonly (readonly string[])[]): readonly (readonly string[])[] =>
  groups.reduce<readonly (readonly string[])[]>((known, group) => {
    const touching = known.filter((one) => one.some((axis) => group.includes(axis)));
    const apart = known.filter((one) => !touching.includes(one));
    return [...apart, [...new Set([...touching.flat(), ...group])]];
  }, []);
