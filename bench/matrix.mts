// What does a matrix cost over a shell loop that does just that? `npm run bench:matrix -- --runs N --versions V,V`
import { mkdirSync, rmSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { runMatrix } from "./matrix/ours.mts";
import { makePlace, removePlace } from "./orphans/place.mts";
import { run } from "./startup/run.mts";

const { values } = parseArgs({
  options: {
    runs: { type: "string", default: "3" },
    versions: { type: "string", default: "1.0.0,1.1.0,1.2.0,1.3.0,1.4.0,1.5.0,1.6.0,2.0.0" },
  },
});
const versions = values.versions.split(",");
const loop = join(dirname(fileURLToPath(import.meta.url)), "matrix", "loop.sh");
for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => process.exit(130));
const place = makePlace();
process.once("exit", () => removePlace(place));

const byHand = async (folder: string): Promise<{ seconds: number; verdicts: string }> => {
  mkdirSync(folder, { recursive: true });
  const began = performance.now();
  const port = String(20_000 + (process.pid % 4_000) * 2);
  const text = await run(["bash", loop, place.sample, folder, port, ...versions], { env: place.env });
  return { seconds: (performance.now() - began) / 1000, verdicts: text.trim() };
};

const rows: { what: string; ours: number; hand: number }[] = [];
let same = true;
const turn = async (what: string): Promise<void> => {
  const hand = await byHand(join(place.folder, "hand"));
  const ours = await runMatrix(place, versions);
  same &&= hand.verdicts === ours.verdicts;
  rows.push({ what, ours: ours.seconds, hand: hand.seconds });
};
console.error("cold …");
await turn("cold");
for (let index = 0; index < Number(values.runs); index++) {
  console.error(`warm ${index + 1} …`);
  await turn("warm");
}
rmSync(join(place.folder, "hand"), { recursive: true, force: true });

const median = (all: readonly number[]): number =>
  [...all].sort((a, b) => a - b)[Math.floor(all.length / 2)] ?? Number.NaN;
console.log(
  `${versions.length ** 2} cells of tiny · ours with --jobs 2 · the shell loop one after the other`,
);
let holds = same;
for (const what of ["cold", "warm"]) {
  const some = rows.filter((row) => row.what === what);
  const [ours, hand] = [median(some.map((row) => row.ours)), median(some.map((row) => row.hand))];
  const ratio = median(some.map((row) => row.ours / row.hand));
  holds &&= ratio <= 1;
  console.log(
    `${what}  ours ${ours.toFixed(1)} s  loop ${hand.toFixed(1)} s  ratio ${ratio.toFixed(2)} (bound 1)`,
  );
}
console.log(same ? "both give the same verdicts" : "the verdicts differ");
process.exitCode = holds ? 0 : 1;
