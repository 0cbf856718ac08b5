import type { Environment } from "../environments/types";
import type { SettledSide } from "../scenario/settled";
import type { EmulationRecord } from "./record";

export type BuiltSide = NonNullable<EmulationRecord["built"]>[number];

/** A key of an environment is only known with its tree at hand, so what was built is remembered by version. */
export const builtSide = (side: SettledSide, { dir, seconds }: Environment): BuiltSide => ({
  side: side.name,
  ...(side.version === undefined ? {} : { version: side.version.name }),
  ...(dir === undefined ? {} : { dir }),
  ...(seconds === undefined ? {} : { seconds }),
});

/** One of each side and version: the last. */
export const withBuilt = (built: readonly BuiltSide[] = [], added: BuiltSide): BuiltSide[] => [
  ...built.filter(({ side, version }) => side !== added.side || version !== added.version),
  added,
];
