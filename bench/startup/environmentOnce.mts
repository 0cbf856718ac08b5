// Prints how long the environment of tiny's host takes in a process that has never seen one.
import { join } from "node:path";
import { root } from "../orphans/place.mts";
import { loadCore } from "./loadCore.mts";
import { timed } from "./measure.mts";

const [core = "", folder = "", state = ""] = process.argv.slice(2);
const { thisMachine, newRunToken } = loadCore(core);
const world = await thisMachine({
  env: { ...process.env, BACKCOMPAT_HOME: state },
  dist: join(root, "dist"),
});
const request = {
  side: "host",
  spec: { kind: "python", version: ">=3.8", install: [], constraints: [], requirements: [] },
  source: { kind: "workspace", folder },
  tree: { dir: folder, commit: undefined },
} as const;
const ms = await timed(() =>
  world.buildEnvironment(request, {
    signal: new AbortController().signal,
    token: newRunToken(),
    onLine: () => undefined,
    willCreate: () => undefined,
    willReplace: () => undefined,
  }),
);
console.log(ms);
