import { type Measured, takingTurns, timed } from "../startup/measure.mts";
import { run } from "../startup/run.mts";
import type { Core } from "./loadCore.mts";
import type { emulationIn } from "./stores.mts";

export interface Logs {
  readonly core: typeof Core;
  readonly plain: string;
  readonly empty: string;
  readonly one: ReturnType<typeof emulationIn>;
  readonly eight: ReturnType<typeof emulationIn>;
  readonly lines: number;
}

/** Levels and times of every line, against lnav over the same lines, less what it needs for an empty file. */
export const measureIndex = async ({ core, plain, empty, one }: Logs, runs: number): Promise<Measured[]> => {
  const lnav = (file: string) => () =>
    timed(() => run(["lnav", "-n", "-c", ";SELECT count(*) FROM all_logs", file]));
  const opened = (open: () => ReturnType<typeof core.openLogs>) => () =>
    timed(async () => (await open()).dispose());
  const times = await takingTurns(runs, {
    store: opened(() => core.openLogs(one)),
    file: opened(() => core.openFiles([plain])),
    lnav: lnav(plain),
    start: lnav(empty),
  });
  const peer = { name: "lnav", value: times.lnav - times.start };
  return (["store", "file"] as const).map((name) => ({
    what: `index of ${name === "store" ? "a service's log" : "the same as a plain file"}`,
    ours: times[name],
    unit: "ms",
    peer,
    bound: "faster",
    holds: times[name] < peer.value,
  }));
};

const linesPerSecond = 500_000;

/** Reading, indexing and merging of eight services, with one service of as many lines beside it. */
export const measureMerge = async ({ core, one, eight, lines }: Logs, runs: number): Promise<Measured> => {
  const opened = (folder: typeof one) => () => timed(async () => (await core.openLogs(folder)).dispose());
  const times = await takingTurns(runs, { eight: opened(eight), one: opened(one) });
  return {
    what: "index and merge of 8 services",
    ours: times.eight,
    unit: "ms",
    peer: { name: "for 1 service", value: times.one },
    bound: `${linesPerSecond / 1000} k lines/s`,
    holds: times.eight <= (lines / linesPerSecond) * 1000,
  };
};
