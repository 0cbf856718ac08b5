import { existsSync } from "node:fs";
import { join } from "node:path";
import { changesBetween, type Fingerprint, fingerprint, gitStatus, worktreesOf } from "./folders.mts";
import { emulationsIn, entriesOf, journalText, tokensIn } from "./journal.mts";
import type { Place } from "./place.mts";
import { listeningPorts, processes, type Seen } from "./processes.mts";

/** What was there before an emulation, and what may stay. */
export interface Expected {
  readonly before: Fingerprint;
  readonly ports: ReadonlySet<number>;
  /** Processes of another emulation, which goes on. */
  readonly spared: ReadonlySet<number>;
}

/** Where the user's emulations agree on ports: there for good, and what dead ones wrote in it counts for nothing. */
const meeting = /^backcompat-\d+$/;

/** All that an emulation could leave behind, in words; nothing is what is wanted. */
export const leftovers = (place: Place, { before, ports, spared }: Expected): string[] => [
  ...processesOf(place, spared).map(({ pid, command }) => `process ${pid}: ${command}`),
  ...heldPorts(ports),
  // The fingerprint first: even a status that only looks could write to .git.
  ...changesBetween(before, fingerprint(place.sample)).map((change) => `file ${change}`),
  ...gitStatus(place.sample).map((line) => `git status: ${line}`),
  ...(worktreesOf(place.sample) === 1 ? [] : ["a worktree in the user's repository"]),
  ...entriesOf(place.temporary)
    .filter((name) => !meeting.test(name))
    .map((name) => `temporary file ${name}`),
  ...(spared.size === 0 ? leftInState(place) : []),
];

/** Cheap enough to be asked again and again. */
export const isBusy = (place: Place, spared: ReadonlySet<number>): boolean =>
  (spared.size === 0 && entriesOf(join(place.state, "live")).length > 0) ||
  processesOf(place, spared).length > 0;

export const processesOf = (place: Place, spared: ReadonlySet<number>): Seen[] => {
  const tokens = tokensIn(place.state);
  return processes().filter((seen) => !spared.has(seen.pid) && isOurs(seen, place, tokens));
};

const isOurs = (
  { command, cwd, environment }: Seen,
  { folder, state }: Place,
  tokens: ReadonlySet<string>,
): boolean =>
  command.includes(folder) ||
  cwd.startsWith(folder) ||
  environment.includes(`BACKCOMPAT_HOME=${state}`) ||
  environment.some((entry) => entry.startsWith("BACKCOMPAT_RUN=") && tokens.has(entry.slice(15)));

const heldPorts = (ports: ReadonlySet<number>): string[] => {
  const listening = listeningPorts();
  return [...ports].filter((port) => listening.has(port)).map((port) => `port ${port} is held`);
};

const leftInState = ({ state }: Place): string[] => [
  ...["live", "leases", "control", join("locks", "claims")].flatMap((name) =>
    entriesOf(join(state, name)).map((entry) => `${name}/${entry}`),
  ),
  ...emulationsIn(state).flatMap((id) => [
    ...(existsSync(join(state, "emulations", id, "work")) ? [`work of ${id}`] : []),
    ...(/"kept":\[[^\]]/.test(journalText(state, id)) ? [`something kept by ${id}`] : []),
  ]),
  ...treesIn(state).flatMap((tree) => gitStatus(tree).map((line) => `in tree ${tree}: ${line}`)),
];

/** Whole ones: one that was being made when its maker died has no record, and is never used. */
const treesIn = (state: string): string[] =>
  entriesOf(join(state, "trees")).flatMap((key) =>
    entriesOf(join(state, "trees", key))
      .filter((name) => name.endsWith(".json"))
      .map((name) => join(state, "trees", key, name.replace(/\.json$/, ""))),
  );
