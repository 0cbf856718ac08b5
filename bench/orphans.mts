// What is left of emulations that end in every way there is? `npm run bench:orphans -- --seed N --rounds N`
import { parseArgs } from "node:util";
import { makeDice } from "./orphans/dice.mts";
import { playAll } from "./orphans/playAll.mts";

const { values } = parseArgs({
  options: {
    seed: { type: "string", default: String(Date.now() % 100_000) },
    rounds: { type: "string", default: "50" },
    within: { type: "string", default: "2000" },
    only: { type: "string" },
  },
});
for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => process.exit(130));
const seed = Number(values.seed);
const rounds = Number(values.rounds);
console.log(`seed ${seed} · ${rounds} rounds · again with: npm run bench:orphans -- --seed ${seed}`);
const played = await playAll(makeDice(seed), {
  rounds,
  withinMs: Number(values.within),
  only: values.only === undefined ? undefined : Number(values.only),
  told: (line) => console.log(line),
});
const bad = played.filter(({ left }) => left.length > 0);
const times = played.map(({ ms }) => ms).sort((a, b) => a - b);
console.log(
  `${played.length - bad.length} of ${played.length} rounds left nothing; ` +
    `gone after ${times[Math.floor(times.length / 2)]} ms in the middle, ${times.at(-1)} ms at most`,
);
process.exitCode = bad.length === 0 ? 0 : 1;
