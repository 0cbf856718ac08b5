import type { Dice } from "./dice.mts";

/** How one emulation of the sample is started. */
export interface Start {
  readonly host: string;
  readonly release: string;
  readonly debug: boolean;
}

/** Whom SIGKILL strikes, once the journal has so many lines and some time has passed on top. */
export interface Kill {
  readonly whom: "cli" | "cli and guardian" | "guardian" | "cli, then guardian";
  /** Lines of the journal; the ones after readiness are written while it is undone. */
  readonly lines: number;
  readonly laterMs: number;
  /** First asked to stop: the kill strikes what is being undone. */
  readonly undoing: boolean;
}

export type End =
  | { readonly kind: "SIGINT" | "SIGTERM" | "SIGHUP" | "twice" | "down" }
  | { readonly kind: "kill"; readonly kill: Kill };

export interface Round {
  /** Trees and environments have to be made first, and the kill strikes while they are. */
  readonly cold: boolean;
  readonly start: Start;
  readonly end: End;
  /** A second emulation, which must not notice what becomes of the first. */
  readonly second: Start | undefined;
}

/** What a journal holds when all is ready: begin, the rewritten file, two processes. Then: restored, undone. */
export const linesWhenReady = 4;
const linesOfALife = 6;

/** Three of five are killed, every sixth of them cold; every fourth has company. */
export const roundsFor = (count: number, dice: Dice): Round[] =>
  Array.from({ length: count }, (_, index) => {
    const cold = index % 10 === 2;
    return {
      cold,
      start: startFor(dice),
      end:
        index % 5 < 3
          ? { kind: "kill", kill: cold ? coldKill(dice) : killFor(index, dice) }
          : { kind: politeEnd(index, dice) },
      second: index % 4 === 1 ? { host: "1.6.0", release: "1.3.0", debug: false } : undefined,
    };
  });

/** `workspace` rewrites a file of the user's checkout; any other host one in a leased tree. */
const startFor = (dice: Dice): Start => ({
  host: dice.chance(0.6) ? "workspace" : dice.oneOf(["2.0.0", "1.5.0"]),
  release: dice.oneOf(["1.2.0", "1.4.0", "1.0.0"]),
  debug: dice.chance(0.3),
});

const politeEnd = (index: number, dice: Dice): Exclude<End["kind"], "kill"> =>
  index % 5 === 3 ? dice.oneOf(["SIGINT", "SIGTERM", "SIGHUP"]) : dice.oneOf(["down", "twice", "SIGINT"]);

const victims = [
  "cli",
  "cli",
  "cli and guardian",
  "cli and guardian",
  "cli, then guardian",
  "guardian",
] as const;

const coldKill = (dice: Dice): Kill => ({
  undoing: false,
  whom: dice.oneOf(victims),
  lines: 1,
  laterMs: dice.between(0, 900),
});

const killFor = (index: number, dice: Dice): Kill => {
  const undoing = index % 3 === 0;
  return {
    undoing,
    whom: dice.oneOf([
      "cli",
      "cli",
      "cli and guardian",
      "cli and guardian",
      "cli, then guardian",
      "guardian",
    ]),
    lines: undoing
      ? dice.oneOf([linesWhenReady, linesWhenReady, linesWhenReady + 1, linesOfALife])
      : dice.between(0, linesWhenReady),
    laterMs: dice.oneOf([0, 0, 1, 5, 20, 60, dice.between(0, 300)]),
  };
};

export const startText = ({ host, release, debug }: Start): string =>
  `${host} ↔ ${release}${debug ? ", debugged" : ""}`;

export const endText = (end: End): string => {
  if (end.kind !== "kill") return end.kind === "twice" ? "SIGINT twice" : end.kind;
  const { whom, lines, laterMs, undoing } = end.kill;
  const when = undoing ? "while undoing, " : "";
  return `SIGKILL to ${whom}, ${when}at line ${lines} + ${laterMs} ms`;
};
