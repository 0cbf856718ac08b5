// What does one click cost, once all is built? `npm run bench:click -- --runs N`
import { parseArgs } from "node:util";
import { startAdapter } from "./click/adapter.mts";
import { click, commandsOf } from "./click/click.mts";
import { attachByHand } from "./click/hand.mts";
import { makePlace, removePlace } from "./orphans/place.mts";
import { takingTurns } from "./startup/measure.mts";
import { table } from "./startup/table.mts";

const mostOfHand = 1.3;
const { values } = parseArgs({ options: { runs: { type: "string", default: "7" } } });
const runs = Number(values.runs);
for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => process.exit(130));

const place = makePlace();
process.once("exit", () => removePlace(place));
const adapter = await startAdapter(place);
// The first one makes the trees, and shows how the servers are started.
const commands = await click(adapter.port, place.sample, commandsOf);
await attachByHand(commands.seen);
const { ours, hand } = await takingTurns(runs, {
  ours: async () => (await click(adapter.port, place.sample)).ms,
  hand: () => attachByHand(commands.seen),
});
await adapter.end();

const row = {
  what: "from the click to both attached and ready",
  ours,
  unit: "ms",
  peer: { name: "by a script", value: hand },
  bound: `≤ ${mostOfHand} × by a script`,
  holds: ours <= hand * mostOfHand,
} as const;
console.log(`\n${table([row])}\n\nMedians of ${runs} runs that took turns.`);
process.exitCode = row.holds ? 0 : 1;
