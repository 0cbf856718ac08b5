import { execFile } from "node:child_process";
import { cpSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { promisify } from "node:util";
import { end, type Running, start, type Target } from "../click/hand.mts";
import type { Place } from "../orphans/place.mts";
import { timed } from "../startup/measure.mts";
import type { Servers } from "./ours.mts";
import { release } from "./place.mts";

export type Steps = readonly (readonly [title: string, ms: number])[];

const suite = "integration_tests/test_suites/backcompat-test-suite/webserver_service";
/** What 0.14.17 needs to be pinned today, as the suite's own list has it. */
const pins =
  "markupsafe<=2.0.1 nbformat<=5.1.3 protobuf>=3.13,<4 grpcio<1.48.1 sqlalchemy<2 pendulum<3 setuptools<60";
const newest = [
  "libraries/dagster-shared",
  "dagster-pipes",
  "dagster",
  "dagster-graphql",
  "dagster-webserver",
];

const run = promisify(execFile);

/** In the order of the document, one after the other, by a script that never thinks nor mistypes. */
export const byHand = async (place: Place, { grpc, webserver, home }: Servers, name: string) => {
  const own = join(place.folder, `hand-${name}`);
  const [clone, oldEnv, hostEnv] = [join(own, "dagster"), join(own, "old"), join(own, "host")];
  mkdirSync(own);
  cpSync(home, join(own, "home"), { recursive: true });
  const workspace = join(place.sample, suite, "workspace.yaml");
  const before = readFileSync(workspace, "utf8");
  const running: Running[] = [];
  const sh = (command: string, ...args: string[]) => run(command, args, { env: place.env, cwd: own });
  const install = (venv: string, tree: string, packages: readonly string[], ...more: string[]) => {
    const editable = packages.flatMap((one) => ["-e", join(tree, "python_modules", one)]);
    return sh("uv", "pip", "install", "--quiet", "--python", venv, ...more, ...editable);
  };
  const serve = async (target: Target, venv: string, tree: string): Promise<void> => {
    // Without our proxy Dagster stops at imports that it expects to fail.
    running.push(await start(moved(target, { venv, tree, home: join(own, "home") }), ["uncaught"]));
    while (!(await target.ready())) await pause(10);
  };
  const edited = before.replace(/host: \S+/, "host: 127.0.0.1").replace(/port: \d+/, `port: ${portOf(grpc)}`);
  const steps: readonly (readonly [string, () => Promise<unknown>])[] = [
    [
      "0  the clone's own virtual environment",
      () => sh("uv", "venv", "--python", baseOf(webserver), hostEnv),
    ],
    ["0  install the clone", () => install(hostEnv, place.sample, newest)],
    ["1  a virtual environment", () => sh("uv", "venv", "--python", baseOf(grpc), oldEnv)],
    ["2  a second clone", () => sh("git", "clone", "--quiet", place.sample, clone)],
    ["4  check out the release there", () => sh("git", "-C", clone, "checkout", "--quiet", release)],
    [
      "5  install it, with the pins it needs today",
      () => install(oldEnv, clone, ["dagster", "dagster-graphql"], ...pins.split(" ")),
    ],
    ["6  the code server, its debugger attached", () => serve(grpc, oldEnv, clone)],
    ["7  edit workspace.yaml", async () => writeFileSync(workspace, edited)],
    ["8  the webserver, its debugger attached", () => serve(webserver, hostEnv, place.sample)],
  ];
  const took: (readonly [string, number])[] = [];
  try {
    for (const [title, work] of steps) took.push([title, await timed(work)]);
  } finally {
    for (const one of running.reverse()) await end(one);
    writeFileSync(workspace, before);
  }
  return took;
};

/** The same command line, with the environment and the clone that were made by hand. */
const moved = (target: Target, to: { venv: string; tree: string; home: string }): Target => {
  const tree = target.cwd.slice(0, target.cwd.indexOf(`/${suite}`));
  const change = (text: string) => text.replaceAll(venvOf(target), to.venv).replaceAll(tree, to.tree);
  const env = Object.fromEntries(Object.entries(target.env).map(([key, value]) => [key, change(value)]));
  return {
    ...target,
    argv: target.argv.map(change),
    cwd: change(target.cwd),
    env: { ...env, DAGSTER_HOME: to.home },
  };
};

const venvOf = ({ argv: [python = ""] }: Target): string => python.slice(0, python.indexOf("/bin/python"));

/** The interpreter that an environment was made from. */
const baseOf = (target: Target): string => {
  const [, folder] = /^home = (.+)$/m.exec(readFileSync(join(venvOf(target), "pyvenv.cfg"), "utf8")) ?? [];
  if (folder === undefined) throw new Error(`No home in ${venvOf(target)}`);
  return join(folder, "python3");
};

const portOf = ({ argv }: Target): string => argv[argv.lastIndexOf("--port") + 1] ?? "";
