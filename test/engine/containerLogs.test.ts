import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import {
  type ContainerFollower,
  type FollowState,
  followContainer,
} from "../../src/capture/containerFollower";
import { type LogStore, openLogStore } from "../../src/capture/logStore";
import { openServiceLog } from "../../src/capture/serviceLog";
import type { Engine } from "../../src/containers/engine";
import { parseHost } from "../../src/containers/host";
import { openEngine } from "../../src/containers/openEngine";
import { type ContainersWorld, containersWorld } from "../../src/containers/world";
import type { Line } from "../../src/processes/types";
import { engineLogs } from "../../src/services/engineLogs";
import { type Cuttable, cuttable } from "./harness/cuttable";
import { type Dockerd, startDockerd } from "./harness/dockerd";
import { engineFolder, removeFolder } from "./harness/folders";
import { docker, importBusybox } from "./harness/images";
import { waitFor } from "./harness/waitFor";

const folder = engineFolder();
let dockerd: Dockerd;
let way: Cuttable;
let world: ContainersWorld;
let engine: Engine;
let store: LogStore;

beforeAll(async () => {
  dockerd = await startDockerd();
  importBusybox(dockerd.host);
  way = await cuttable(dockerd.socket, join(folder, "way.sock"));
  world = containersWorld({ folder, env: process.env });
  const host = parseHost(`unix://${way.socket}`);
  engine = await openEngine(
    { name: "one", host, from: "scenario", current: false },
    world,
    AbortSignal.timeout(60_000),
  );
  store = await openLogStore(folder, { segmentBytes: 200_000 });
});

const followers: ContainerFollower[] = [];
afterEach(() => {
  for (const follower of followers.splice(0)) follower.dispose();
});

afterAll(async () => {
  engine?.dispose();
  await world?.dispose();
  await way?.close();
  await dockerd?.remove();
  removeFolder(folder);
});

/** Numbers its lines, counted from 1 in each run, on both streams; says when it was asked to end. */
const writer = `
  run=$(($(cat /run-number 2>/dev/null || echo 0) + 1)); echo $run > /run-number
  trap 'echo "run $run bye"; exit 0' TERM
  i=0
  while [ $i -lt LINES ]; do
    i=$((i+1))
    if [ $((i % 5)) = 0 ]; then echo "run $run err $i" >&2; else echo "run $run out $i"; fi
    [ $((i % 100)) = 0 ] && usleep 20000
  done
  echo "run $run all said"
  while :; do usleep 50000; done`;

const startWriter = (name: string, lines: number, ...more: readonly string[]): void => {
  const script = writer.replace("LINES", `${lines}`);
  docker(dockerd.host, "run", "-d", "--name", name, ...more, "busybox:local", "sh", "-c", script);
};

interface Followed {
  readonly texts: string[];
  readonly states: FollowState["kind"][];
  readonly follower: ContainerFollower;
  /** Waits for a line that holds this. */
  said(text: string): Promise<void>;
}

/** Into the store, as an emulation does. */
const follow = (name: string): Followed => {
  const texts: string[] = [];
  const states: FollowState["kind"][] = [];
  const follower = followContainer({
    logs: engineLogs(() => engine, name),
    mask: (text) => text,
    drained: () => store.drained(name),
    onLine: (line) => {
      texts.push(line.text);
      store.append(name, line);
    },
    onState: ({ kind }) => states.push(kind),
  });
  followers.push(follower);
  const why = (): string => `${states.join(" ")}: ${texts.slice(-3).join(" | ")}`;
  const said = async (text: string): Promise<void> => {
    await waitFor(text, () => (texts.some((one) => one.includes(text)) ? true : undefined), { why });
  };
  return { texts, states, follower, said };
};

const stored = async (name: string): Promise<readonly Line[]> => {
  await store.flush();
  const log = await openServiceLog(folder, name);
  try {
    return await log.read(0, log.lines);
  } finally {
    log.dispose();
  }
};

/** Each run's numbers have to be 1, 2, 3 … on the whole, though the two streams may overtake each other. */
const expectNoGaps = (lines: readonly Line[]): void => {
  const runs = new Map<string, number[]>();
  for (const { text } of lines) {
    const [, run, number] = /^run (\d+) (?:out|err) (\d+)$/.exec(text) ?? [];
    if (run !== undefined) runs.set(run, [...(runs.get(run) ?? []), Number(number)]);
  }
  expect(runs.size).toBeGreaterThan(0);
  for (const numbers of runs.values()) {
    numbers.sort((a, b) => a - b);
    const wrong = numbers.findIndex((number, at) => number !== at + 1);
    expect(wrong < 0 ? "whole" : `${numbers[wrong - 1]} then ${numbers[wrong]}`).toBe("whole");
  }
};

/** What the engine itself kept, stream by stream, is what we have. */
const expectAsOnEngine = async (name: string): Promise<readonly Line[]> => {
  const { stdout, stderr, status } = spawnSync("docker", ["--host", dockerd.host, "logs", name], {
    encoding: "utf8",
    maxBuffer: 200_000_000,
  });
  expect(status).toBe(0);
  const lines = await stored(name);
  const of = (stream: Line["stream"]): string =>
    lines.flatMap((line) => (line.stream === stream ? [line.text, "\n"] : [])).join("");
  // Not by toEqual: of thousands of lines the first difference says more.
  expect(firstDifference(of("stdout"), stdout)).toBe(undefined);
  expect(firstDifference(of("stderr"), stderr)).toBe(undefined);
  return lines;
};

const firstDifference = (ours: string, theirs: string): string | undefined => {
  const [one, other] = [ours.split("\n"), theirs.split("\n")];
  const at = one.findIndex((text, index) => text !== other[index]);
  if (at < 0 && one.length === other.length) return undefined;
  return `line ${at} of ${one.length}, ${other.length}: ${one[at]?.slice(0, 80)} / ${other[at]?.slice(0, 80)}`;
};

const removed = "[backcompat: container removed; the log may end early]";

describe("the stored log of a container", () => {
  it("equals what it wrote over five restarts, line for line", async () => {
    startWriter("restarted", 3000);
    const { said, follower } = follow("restarted");
    for (let run = 1; run <= 5; run++) {
      await said(`run ${run} out 1`);
      docker(dockerd.host, "restart", "restarted");
    }
    await said("run 6 all said");
    docker(dockerd.host, "stop", "restarted");
    await follower.finish();
    const lines = await expectAsOnEngine("restarted");
    expectNoGaps(lines);
    for (let run = 1; run <= 6; run++)
      expect(lines.filter(({ text }) => text === `run ${run} bye`)).toHaveLength(1);
  });

  it("equals it where connections break in the midst of it", async () => {
    startWriter("cut", 8000);
    const { said, follower, texts } = follow("cut");
    let cuts = 0;
    await waitFor("the writer to be done", () => {
      const done = texts.at(-1)?.endsWith("all said");
      if (!done && texts.length > cuts * 600) cuts += way.cut() > 0 ? 1 : 0;
      return done ? true : undefined;
    });
    await said("run 1 all said");
    expect(cuts).toBeGreaterThan(1);
    docker(dockerd.host, "stop", "cut");
    await follower.finish();
    expectNoGaps(await expectAsOnEngine("cut"));
  });

  it("equals it over a restart of the engine, which it says", async () => {
    startWriter("engine", 5000, "--restart", "always");
    const { said, states, follower } = follow("engine");
    await said("run 1 out 1001");
    await dockerd.stop();
    await waitFor("the loss of the engine", () => (states.at(-1) === "unreachable" ? true : undefined));
    await dockerd.start();
    await said("run 2 all said");
    expect(states.at(-1)).toBe("following");
    docker(dockerd.host, "stop", "engine");
    await follower.finish();
    expectNoGaps(await expectAsOnEngine("engine"));
  });

  it("has all that the engine delivered of one that is removed, and a mark where it may have ended early", async () => {
    startWriter("removed", 1000);
    const { texts, follower } = follow("removed");
    await waitFor("all lines", () => (texts.length === 1001 ? true : undefined), {
      why: () => `${texts.length}`,
    });
    docker(dockerd.host, "rm", "-f", "removed");
    await follower.ended;
    const lines = await stored("removed");
    expectNoGaps(lines);
    expect(lines.at(-1)?.text).toBe(removed);
    expect(lines).toHaveLength(1002);
  });

  it.each(["with a terminal", "without one"])("has lines of any length whole, %s", async (how) => {
    const name = how.replaceAll(" ", "-");
    const lengths = [1, 16_383, 16_384, 16_385, 32_768, 100_000];
    const line = (length: number): string => `head -c ${length} /dev/zero | tr '\\0' x; echo "<"`;
    const script = `${lengths.map(line).join("; ")}; printf end`;
    const terminal = how.startsWith("with ") ? ["-t"] : [];
    docker(dockerd.host, "run", "-d", ...terminal, "--name", name, "busybox:local", "sh", "-c", script);
    const { said, follower } = follow(name);
    docker(dockerd.host, "wait", name);
    await said("xxx<");
    await follower.finish();
    const found = (await stored(name)).map(({ text }) => text);
    expect(found.map((text) => text.length)).toEqual([...lengths.map((length) => length + 1), 3]);
    expect(found.every((text) => /^(?:x+<|end)$/.test(text))).toBe(true);
  });
});
