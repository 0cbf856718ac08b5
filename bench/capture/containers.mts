import { spawn } from "node:child_process";
import { closeSync, mkdirSync, openSync, rmSync, statSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { type Measured, takingTurns, timed } from "../startup/measure.mts";
import type { Core } from "./loadCore.mts";

/** What is captured: so many lines of an access log, on both streams, that the engine has. */
interface Log {
  readonly name: string;
  readonly lines: number;
  readonly bytes: number;
}

/** The log of a container, from its beginning to its last line and into files: ours, and `docker logs -f`. */
export const measureContainers = async (
  core: typeof Core,
  folder: string,
  { lines, runs }: { readonly lines: number; readonly runs: number },
): Promise<Measured> => {
  const dockerd = await core.startDockerd();
  const world = core.containersWorld({ folder, env: process.env });
  const host = core.parseHost(dockerd.host);
  try {
    core.importBusybox(dockerd.host);
    const log = await written(core, dockerd.host, lines);
    const spec = { name: "bench", host, from: "scenario", current: false } as const;
    const engine = await core.openEngine(spec, world, AbortSignal.timeout(60_000));
    let turn = 0;
    const times = await takingTurns(runs, {
      ours: () => timed(() => captured(core, engine, log, join(folder, `store-${turn++}`))),
      peer: () => timed(() => followedByDocker(dockerd.host, log, join(folder, `docker-${turn++}.log`))),
    });
    engine.dispose();
    const ratio = times.peer / times.ours;
    return {
      what: `capture ${lines} lines of a container`,
      ours: times.ours,
      unit: "ms",
      peer: { name: "docker logs -f", value: times.peer },
      bound: `≥ 0.8 × its throughput (${ratio.toFixed(2)})`,
      holds: ratio >= 0.8,
    };
  } finally {
    await world.dispose();
    await dockerd.remove();
  }
};

const text = '127.0.0.1 - - [20/Nov/2026:14:48:36 +0000] "GET /api/v1/items HTTP/1.1" 200 5316 "-" "bench" ';

const written = async (core: typeof Core, host: string, lines: number): Promise<Log> => {
  core.docker(host, "run", "-d", "--name", "writer", "busybox:local", "sh", "-c", awk(lines));
  const last = String(lines).padStart(8, "0");
  while (!core.docker(host, "logs", "--tail", "1", "writer").endsWith(last)) await sleep(200);
  return { name: "writer", lines, bytes: lines * (text.length + 9) };
};

const awk = (lines: number): string =>
  `awk 'BEGIN { for (i = 1; i <= ${lines}; i++) printf "%s%08d\\n", "${text.replaceAll('"', '\\"')}", i }'; while :; do sleep 1; done`;

const captured = async (
  core: typeof Core,
  engine: Awaited<ReturnType<typeof Core.openEngine>>,
  { name, lines }: Log,
  folder: string,
): Promise<void> => {
  mkdirSync(folder);
  const store = await core.openLogStore(folder);
  let count = 0;
  await new Promise<void>((resolve) => {
    const follower = core.followContainer({
      logs: core.engineLogs(() => engine, name),
      mask: (one) => one,
      drained: () => store.drained(name),
      onLine: (line) => {
        store.append(name, line);
        if (++count < lines) return;
        follower.dispose();
        resolve();
      },
    });
  });
  await store.close();
  rmSync(folder, { recursive: true });
};

const followedByDocker = async (host: string, { name, bytes }: Log, file: string): Promise<void> => {
  const out = openSync(file, "w");
  const docker = spawn("docker", ["--host", host, "logs", "-f", name], { stdio: ["ignore", out, "inherit"] });
  const ended = new Promise((resolve) => docker.once("close", resolve));
  while (statSync(file).size < bytes) await sleep(5);
  docker.kill();
  await ended;
  closeSync(out);
  rmSync(file);
};
