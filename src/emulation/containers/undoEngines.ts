import { isUndone, type JournalEntry } from "../journal";
import type { EngineRef } from "./engineRef";
import type { LeftOnEngine } from "./removeAll";

interface World {
  readonly removeFromEngine: (engine: EngineRef, left: LeftOnEngine) => Promise<readonly string[]>;
}

/** What the journal says of engines; all at once, and beside the processes, as a guardian has little time. */
export const removeFromEngines = async (
  emulation: string,
  entries: readonly JournalEntry[],
  graceMs: number,
  world: World,
): Promise<string[]> => {
  const begin = entries.find((entry) => entry.kind === "begin");
  if (begin === undefined || isUndone(entries)) return [];
  const made = entries.filter((entry) => entry.kind === "engine");
  const engines = new Map(made.map(({ engine }) => [engine.address, engine]));
  const removed = await Promise.all(
    [...engines.values()].map((engine) => {
      const own = made.filter((entry) => entry.engine.address === engine.address);
      return world.removeFromEngine(engine, {
        emulation,
        token: begin.token,
        announced: own.flatMap(({ what, name }) => (what === "container" ? [name] : [])),
        graceMs,
        kept: own.some((entry) => entry.kept === true),
      });
    }),
  );
  return removed.flat();
};
