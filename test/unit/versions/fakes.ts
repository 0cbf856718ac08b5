import type { RunTool, ToolOutput } from "../../../src/processes/types";
import type { Axis, Scheme } from "../../../src/versions/types";
import type { VersionsWorld } from "../../../src/versions/world";

export const never = new AbortController().signal;

export const axisOf = (names: readonly string[], more: Partial<Axis> = {}): Axis => ({
  name: "release",
  scheme: "pep440" satisfies Scheme,
  source: { kind: "list", versions: names },
  releases: names.map((name) => ({ name })),
  leftOut: [],
  aliases: {},
  notes: [],
  ...more,
});

/** Answers by the call's arguments, without `-C FOLDER`; what it doesn't know fails as git does. */
export const fakeGit = (
  answers: Readonly<Record<string, string>>,
): RunTool & { readonly asked: string[] } => {
  const asked: string[] = [];
  const run: RunTool = async (call) => {
    const args = (call.args[0] === "-C" ? call.args.slice(2) : call.args).join(" ");
    asked.push(args);
    const key = Object.keys(answers).find((prefix) => args.startsWith(prefix));
    const stdout = key === undefined ? undefined : answers[key];
    const output: ToolOutput = { stdout: stdout ?? "", stderr: "", exit: stdout === undefined ? 128 : 0 };
    if (!(call.accept ?? [0]).includes(output.exit)) throw new Error(`git ${args} failed`);
    return call.parse(output);
  };
  return Object.assign(run, { asked });
};

export const worldOf = (more: Partial<VersionsWorld> = {}): VersionsWorld => ({
  run: fakeGit({}),
  env: {},
  workspaceFolder: "/w",
  cacheDir: "/nowhere",
  now: () => 0,
  platform: "linux",
  home: "/h",
  ...more,
});
