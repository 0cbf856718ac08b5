import { readdirSync } from "node:fs";
import { join } from "node:path";
import { emulationsIn, untilLines } from "./journal.mts";
import { backcompat, guardianOf, type Life } from "./life.mts";
import { pause, within } from "./patience.mts";
import type { Place } from "./place.mts";
import type { End, Kill } from "./rounds.mts";

/** An emulation that is to be ended, and what stood in the state folder before it. */
export interface Victim {
  readonly place: Place;
  readonly life: Life;
  readonly before: ReadonlySet<string>;
}

/** What went wrong on the way, in words. */
export type Troubles = readonly string[];

export const endBy = (victim: Victim, end: End): Promise<Troubles> =>
  end.kind === "kill" ? killed(victim, end.kill) : asked(victim, end.kind);

const asked = async (victim: Victim, kind: Exclude<End["kind"], "kill">): Promise<Troubles> => {
  const { life, place, before } = victim;
  const unready = await readiness(life);
  if (unready.length > 0) return unready;
  if (kind === "down") {
    const id = emulationsIn(place.state).find((one) => !before.has(one)) ?? "";
    return [...(await command(place, ["down", id])), ...(await goodEnd(life))];
  }
  life.signal(kind === "twice" ? "SIGINT" : kind);
  if (kind === "twice") {
    await pause(40);
    life.signal("SIGINT");
  }
  return goodEnd(life);
};

const killed = async (victim: Victim, kill: Kill): Promise<Troubles> => {
  const { life, place, before } = victim;
  if (kill.undoing) {
    const unready = await readiness(life);
    if (unready.length > 0) return unready;
    life.signal("SIGINT");
  }
  const id = await within(untilLines(place.state, before, kill.lines, life.pid), "the journal");
  await pause(kill.laterMs);
  // Frozen at the boundary while its guardian is looked for, so that nothing more is done meanwhile.
  life.signal("SIGSTOP");
  const guardian = id === undefined ? undefined : guardianOf(id);
  // It is started right after the first line.
  const unguarded = guardian === undefined && kill.lines > 1 && !kill.undoing;
  return [...(unguarded ? ["there was no guardian"] : []), ...(await strike(victim, kill, guardian))];
};

const strike = async (
  { life, place }: Victim,
  kill: Kill,
  guardian: number | undefined,
): Promise<Troubles> => {
  if (kill.whom === "guardian") {
    end(guardian);
    life.signal("SIGCONT");
    const unready = kill.undoing ? [] : await readiness(life);
    life.signal("SIGINT");
    return [...unready, ...(await goodEnd(life))];
  }
  if (kill.whom === "cli and guardian") end(guardian);
  life.signal("SIGKILL");
  await within(life.ended, "the end of a killed process");
  if (kill.whom === "cli, then guardian") {
    await pause(kill.laterMs);
    end(guardian);
  }
  // Where it was killed before it had a guardian, nobody else is there to undo.
  return kill.whom === "cli" && guardian !== undefined ? [] : command(place, ["recover"]);
};

/** Ports that the emulations of this state folder have reserved. */
export const reservedPorts = ({ state }: Place): number[] => {
  const folder = join(state, "locks", "ports");
  try {
    return readdirSync(folder).map((name) => Number.parseInt(name, 10));
  } catch {
    // Nothing was ever reserved.
    return [];
  }
};

const readiness = async (life: Life): Promise<Troubles> =>
  (await within(life.ready, "readiness")) === undefined ? [`never ready: ${life.said()}`] : [];

const goodEnd = async (life: Life): Promise<Troubles> => {
  const code = await within(life.ended, "the end");
  return code === 0 || code === 130 ? [] : [`ended with ${code}: ${life.said()}`];
};

const command = async (place: Place, args: readonly string[]): Promise<Troubles> => {
  const life = backcompat(place, args);
  const code = await within(life.ended, `backcompat ${args[0]}`);
  return code === 0 ? [] : [`backcompat ${args.join(" ")} ended with ${code}: ${life.said()}`];
};

const end = (pid: number | undefined): void => {
  if (pid === undefined) return;
  try {
    process.kill(pid, "SIGKILL");
  } catch {
    // It has undone all, and gone.
  }
};
