import { addressOf } from "../../../containers/host";
import type { ContainerRow } from "../../../containers/row";
import type { EngineState } from "../../../containers/watch/state";
import type { EngineWatch } from "../../../containers/watch/watchEngine";
import type { KeptContainer } from "../../../logs/kept/keptContainer";
import type { EngineLook } from "./state";

/** What one sees of an engine, of its watch. */
export const lookOf = (
  { spec, state }: Pick<EngineWatch, "spec" | "state">,
  readAt: number,
  kept: readonly KeptContainer[],
): EngineLook => {
  const address = addressOf(spec.host);
  const there = new Set(state.rows.map(({ id }) => id));
  return {
    address,
    name: spec.name,
    from: spec.from,
    current: spec.current,
    kind: state.kind,
    version: state.kind === "connected" ? state.engine.version : undefined,
    problem: "problem" in state ? state.problem : undefined,
    rows: state.rows,
    readAt,
    kept: kept.filter(
      ({ engine, id, removed }) => engine === address && removed !== undefined && !there.has(id),
    ),
  };
};

/** What an engine had before, and has no longer; while it can't be asked nothing is known to be gone. */
export const goneSince = (before: readonly ContainerRow[], now: EngineState): readonly ContainerRow[] => {
  if (now.kind !== "connected" || before === now.rows) return [];
  const there = new Set(now.rows.map(({ id }) => id));
  return before.filter(({ id }) => !there.has(id));
};

/** Kept as if they were there, on engines that have them no longer. */
export const missing = (
  kept: readonly KeptContainer[],
  address: string,
  now: EngineState,
): readonly KeptContainer[] => {
  if (now.kind !== "connected") return [];
  const there = new Set(now.rows.map(({ id }) => id));
  return kept.filter(
    ({ engine, id, removed }) => engine === address && removed === undefined && !there.has(id),
  );
};
