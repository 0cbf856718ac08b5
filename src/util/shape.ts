// For what the editor loads at its start, where a parser's library would weigh more than all the rest.

import { isRecord } from "./isRecord";

/** Says whether unknown input has the shape of T. */
export type Shape<T> = (value: unknown) => value is T;
export type Of<S> = S extends Shape<infer T> ? T : never;

export const text = (value: unknown): value is string => typeof value === "string";
export const number = (value: unknown): value is number => typeof value === "number";
export const flag = (value: unknown): value is boolean => typeof value === "boolean";

export const oneOf =
  <const T extends string>(...texts: readonly T[]): Shape<T> =>
  (value): value is T =>
    texts.some((one) => one === value);

export const optional =
  <T>(shape: Shape<T>): Shape<T | undefined> =>
  (value): value is T | undefined =>
    value === undefined || shape(value);

export const listOf =
  <T>(shape: Shape<T>): Shape<T[]> =>
  (value): value is T[] =>
    Array.isArray(value) && value.every(shape);

export const recordOf =
  <T>(shape: Shape<T>): Shape<Record<string, T>> =>
  (value): value is Record<string, T> =>
    isRecord(value) && Object.values(value).every(shape);

type Fields = Readonly<Record<string, Shape<unknown>>>;

/** What else is in it is nobody's business. */
export const fields =
  <F extends Fields>(shapes: F): Shape<{ [K in keyof F]: Of<F[K]> }> =>
  (value): value is { [K in keyof F]: Of<F[K]> } =>
    isRecord(value) && Object.entries(shapes).every(([key, shape]) => shape(value[key]));

export const either =
  <S extends readonly Shape<unknown>[]>(...shapes: S): Shape<Of<S[number]>> =>
  (value): value is Of<S[number]> =>
    shapes.some((shape) => shape(value));

/** The input, where it has the shape. */
export const as = <T>(shape: Shape<T>, value: unknown): T | undefined => (shape(value) ? value : undefined);
