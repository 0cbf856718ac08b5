// One click in a clone of Dagster, next to the ten steps by hand. `npm run bench:dagster -- --warm N`
import { parseArgs } from "node:util";
import { byHand, type Steps } from "./dagster/hand.mts";
import { clicks } from "./dagster/ours.mts";
import { makeDagsterPlace } from "./dagster/place.mts";
import { removePlace } from "./orphans/place.mts";
import { median } from "./startup/measure.mts";
import { table } from "./startup/table.mts";

const { values } = parseArgs({
  options: { warm: { type: "string", default: "3" }, cached: { type: "boolean", default: false } },
});
for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => process.exit(130));

const place = makeDagsterPlace();
process.once("exit", () => removePlace(place));

if (!values.cached) {
  console.log("Once each, so that all packages are there …");
  const [first] = await clicks(place, "first", 1);
  if (first === undefined) throw new Error("No click");
  await byHand(place, first.servers, "first");
}

console.log("Ours, cold, then warm …");
const [cold, ...warm] = await clicks(place, "second", 1 + Number(values.warm));
if (cold === undefined) throw new Error("No click");
console.log("The ten steps …");
const hand = await byHand(place, cold.servers, "second");

const sum = (steps: Steps): number => steps.reduce((total, [, ms]) => total + ms, 0);
const tenSteps = sum(hand.filter(([title]) => !title.startsWith("0")));
const coldHand = sum(hand);
const warmOurs = median(warm.map(({ ms }) => ms));
const rows = [
  {
    what: "cold: nothing is there but the packages",
    ours: cold.ms,
    unit: "ms",
    peer: { name: "ten steps and the clone's own environment", value: coldHand },
    bound: "faster",
    holds: cold.ms < coldHand,
  },
  {
    what: "warm: the same pair once more",
    ours: warmOurs,
    unit: "ms",
    peer: { name: "ten steps", value: tenSteps },
    bound: "≥ 5 × faster",
    holds: warmOurs * 5 <= tenSteps,
  },
] as const;
console.log(`\n${table(rows)}\n`);
console.log(
  `By hand, in the document's order:\n${hand.map(([title, ms]) => `  ${title.padEnd(56)} ${Math.round(ms)} ms`).join("\n")}\n`,
);
console.log(`Ours, cold (steps run side by side):\n${cold.steps.map((step) => `  ${step}`).join("\n")}\n`);
console.log(`Ours, warm:\n${(warm.at(-1)?.steps ?? []).map((step) => `  ${step}`).join("\n")}`);
process.exitCode = rows.every(({ holds }) => holds) ? 0 : 1;
