import { ensureDependencies } from "./dependencies.mts";
import { Broken, CannotRun } from "./problem.mts";
import { type Counts, isThere, type Ring, rings } from "./rings.mts";
import { stopAll } from "./run.mts";
import { ownScratch } from "./scratch.mts";

/** `npm test`: every ring there is, fastest first; `npm test RING` only that one, with arguments of its own. */
export const test = async (args: readonly string[]): Promise<number> => {
  endOnSignal();
  ownScratch();
  const [asked, rest] = split(args);
  const totals: Counts = { passed: 0, failed: 0, skipped: 0 };
  try {
    const ready = await ensureDependencies().then(() => undefined, cannot);
    if (ready !== undefined) add(totals, { ...ready, failed: 1, skipped: 0 });
    for (const ring of ready === undefined ? asked : [])
      if (!interrupted) add(totals, await runRing(ring, rest));
  } finally {
    await stopAll();
  }
  if (interrupted) return 130;
  console.log(`\n${totals.passed} passed, ${totals.failed} failed, ${totals.skipped} skipped`);
  return totals.failed > 0 ? 1 : 0;
};

const split = (args: readonly string[]): readonly [readonly Ring[], readonly string[]] => {
  const [first] = args;
  if (first === undefined || first.startsWith("-")) return [rings.filter(isThere), args];
  const ring = rings.find(({ name }) => name === first);
  if (ring === undefined) {
    throw new CannotRun(
      `There is no ring ${first}; the rings are ${rings.map(({ name }) => name).join(", ")}.`,
    );
  }
  return [[ring], args.slice(1)];
};

const runRing = async (ring: Ring, args: readonly string[]): Promise<Counts> => {
  if (!isThere(ring)) {
    console.log(`\n── ${ring.name}: there are no tests in test/${ring.name}`);
    return { passed: 0, failed: 0, skipped: 0 };
  }
  console.log(`\n── ${ring.name}`);
  const began = Date.now();
  const counts = await ring.run(args).catch(cannot);
  const seconds = ((Date.now() - began) / 1000).toFixed(1);
  console.log(
    `── ${ring.name}: ${counts.passed} passed, ${counts.failed} failed, ${counts.skipped} skipped (${seconds} s)`,
  );
  return counts;
};

// What a person's machine can't do is theirs to decide; in CI everything has to run.
const cannot = (error: unknown): Counts => {
  const ci = !["", "0", "false"].includes(process.env["CI"] ?? "");
  const unable = error instanceof CannotRun;
  if (unable) console.error(`This ring can't run here: ${error.message}`);
  else console.error(error instanceof Broken ? error.message : error);
  return unable && !ci ? { passed: 0, failed: 0, skipped: 1 } : { passed: 0, failed: 1, skipped: 0 };
};

const add = (totals: Counts, { passed, failed, skipped }: Counts): void => {
  totals.passed += passed;
  totals.failed += failed;
  totals.skipped += skipped;
};

let interrupted = false;

const endOnSignal = (): void => {
  for (const name of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
    process.once(name, () => {
      interrupted = true;
      console.error(`\n${name}: ending what the tests started …`);
      void stopAll().finally(() => process.exit(name === "SIGINT" ? 130 : 143));
    });
  }
};
