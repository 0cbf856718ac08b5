import { type Measured, takingTurns, timed } from "../startup/measure.mts";
import { run } from "../startup/run.mts";
import type { Logs } from "./indexing.mts";
import { regexes } from "./lines.mts";

const bound = 3;

/** Every match counted, in the store by us and in the plain file by ripgrep, which must find as many. */
export const measureSearch = async ({ core, plain, one }: Logs, runs: number): Promise<Measured[]> => {
  const view = await core.openLogs(one);
  const rows: Measured[] = [];
  for (const [name, text] of Object.entries(regexes)) {
    const counts = { ours: 0, theirs: 0 };
    const times = await takingTurns(runs, {
      ours: () =>
        timed(async () => {
          counts.ours = (await view.find({ text, regex: true, caseSensitive: true })).matches;
        }),
      ripgrep: () =>
        timed(async () => {
          counts.theirs = Number(
            await run(["rg", "--no-config", "--count-matches", "--include-zero", "--", text, plain]),
          );
        }),
    });
    const same = counts.ours === counts.theirs;
    rows.push({
      what: `search: ${name}, ${same ? counts.ours : `${counts.ours} instead of ${counts.theirs}`} hits`,
      ours: times.ours,
      unit: "ms",
      peer: { name: "rg", value: times.ripgrep },
      bound: `≤ ${bound}×`,
      holds: same && times.ours <= bound * times.ripgrep,
    });
  }
  view.dispose();
  return rows;
};
