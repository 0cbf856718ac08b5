import { rmSync } from "node:fs";
import { join } from "node:path";
import { endBy, reservedPorts, type Troubles } from "./ends.mts";
import type { Fingerprint } from "./folders.mts";
import { emulationsIn } from "./journal.mts";
import { type Expected, isBusy, leftovers, processesOf } from "./leftovers.mts";
import { type Life, up } from "./life.mts";
import { pause, within } from "./patience.mts";
import type { Place } from "./place.mts";
import { type End, endText, type Round, type Start, startText } from "./rounds.mts";

export interface Played {
  readonly what: string;
  readonly how: string;
  /** From the end of the process that was asked to end, or of `recover`, until nothing was left. */
  readonly ms: number;
  readonly left: readonly string[];
}

/** One round: starts, ends, and looks at what is left `withinMs` later at the latest. */
export const play = async (
  place: Place,
  before: Fingerprint,
  { cold, start, end, second }: Round,
  withinMs: number,
): Promise<Played> => {
  if (cold) forgetWhatWasMade(place);
  const company = second === undefined ? undefined : await keepCompany(place, second);
  const first = await playOne(place, before, { start, end, company, withinMs });
  const last = company === undefined ? [] : await farewell(place, before, company, withinMs);
  return {
    what: `${startText(start)}${cold ? ", cold" : ""}${second === undefined ? "" : ` beside ${startText(second)}`}`,
    how: endText(end),
    ms: first.ms,
    left: [...first.left, ...last],
  };
};

const forgetWhatWasMade = ({ state }: Place): void => {
  for (const name of ["repos", "trees", "environments"])
    rmSync(join(state, name), { recursive: true, force: true });
};

/** An emulation that goes on while another comes and goes. */
interface Company {
  readonly life: Life;
  readonly pids: ReadonlyMap<number, string>;
  readonly ports: ReadonlySet<number>;
}

const keepCompany = async (place: Place, start: Start): Promise<Company> => {
  const life = up(place, start);
  if ((await within(life.ready, "the second emulation")) === undefined) throw new Error(life.said());
  const pids = new Map(processesOf(place, new Set()).map(({ pid, command }) => [pid, command]));
  return { life, pids, ports: new Set(reservedPorts(place)) };
};

interface Part {
  readonly start: Start;
  readonly end: End;
  readonly company: Company | undefined;
  readonly withinMs: number;
}

const playOne = async (
  place: Place,
  before: Fingerprint,
  { start, end, company, withinMs }: Part,
): Promise<{ ms: number; left: Troubles }> => {
  const known = new Set(emulationsIn(place.state));
  const life = up(place, start);
  const ports = new Set<number>();
  const collect = setInterval(() => {
    for (const port of reservedPorts(place)) if (!company?.ports.has(port)) ports.add(port);
  }, 50);
  try {
    const troubles = await endBy({ place, life, before: known }, end);
    const ended = Date.now();
    const spared = new Set(company?.pids.keys());
    const left = await settled(place, { before, ports, spared }, ended + withinMs);
    return { ms: Date.now() - ended, left: [...troubles, ...left] };
  } finally {
    clearInterval(collect);
  }
};

const settled = async (place: Place, expected: Expected, until: number): Promise<Troubles> => {
  for (;;) {
    while (isBusy(place, expected.spared) && Date.now() < until) await pause(20);
    const left = leftovers(place, expected);
    if (left.length === 0 || Date.now() >= until) return left;
    await pause(20);
  }
};

/** The second one still answers, and leaves as little. */
const farewell = async (
  place: Place,
  before: Fingerprint,
  { life, ports, pids }: Company,
  withinMs: number,
): Promise<Troubles> => {
  const living = new Set(processesOf(place, new Set()).map(({ pid }) => pid));
  const disturbed = [...pids]
    .filter(([pid]) => !living.has(pid))
    .map(([pid, command]) => `disturbed: ${pid} ${command}`);
  life.signal("SIGINT");
  const code = await within(life.ended, "the second emulation");
  const left = await settled(place, { before, ports, spared: new Set() }, Date.now() + withinMs);
  return [...disturbed, ...(code === 0 ? [] : [`the second ended with ${code}: ${life.said()}`]), ...left];
};
