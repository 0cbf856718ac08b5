import { buildEnvironment } from "../../../src/environments/build";
import { newRunToken } from "../../../src/processes/tokens";
import { runTool } from "../../../src/processes/tool";

/** Builds one environment, and tells each line and the end on its output. */
const [folder = "", locks = "", tree = "", ...argv] = process.argv.slice(2);

const tell = (value: unknown): void => void process.stdout.write(`${JSON.stringify(value)}\n`);

const { cached } = await buildEnvironment(
  {
    side: "host",
    spec: { kind: "commands", commands: [argv] },
    source: { kind: "git", repo: tree, ref: "1.0.0" },
    tree: { dir: tree, commit: "c0ffee" },
  },
  {
    signal: new AbortController().signal,
    token: newRunToken(),
    onLine: ({ text }) => tell(text),
    willCreate: () => undefined,
    willReplace: () => undefined,
  },
  { folder, locks, run: runTool, env: process.env, now: Date.now },
);
tell({ cached });
