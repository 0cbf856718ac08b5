import { readdirSync, readFileSync } from "node:fs";
import { afterAll, afterEach } from "vitest";
import { type EngineSpec, parseHost } from "../../src/containers/host";
import { EngineWatch } from "../../src/containers/watch/watchEngine";
import { type ContainersWorld, containersWorld } from "../../src/containers/world";
import type { Platform } from "../../src/processes/platform";
import type { Disposable } from "../../src/util/disposable";
import { engineFolder, removeFolder } from "./harness/folders";
import type { Sshd } from "./harness/sshd";
import { waitFor } from "./harness/waitFor";

type CleanUp = () => unknown;

const ofFile: CleanUp[] = [];
const ofTest: CleanUp[] = [];

/** Last come, first gone; also when a test fails. */
const cleanUp = async (list: CleanUp[]): Promise<void> => {
  for (const one of list.splice(0).reverse()) await one();
};

afterEach(() => cleanUp(ofTest));
afterAll(() => cleanUp(ofFile));

export const removedAfter = <T extends { remove(): unknown }>(thing: T): T => {
  ofFile.push(() => thing.remove());
  return thing;
};

type Ssh = readonly [string, ...string[]];

/** For all tests of a file. */
export const sharedWorld = (ssh?: Ssh): ContainersWorld => worldFor(ofFile, ssh);

export const newWorld = (ssh?: Ssh, platform?: Platform): ContainersWorld => worldFor(ofTest, ssh, platform);

const worldFor = (list: CleanUp[], ssh?: Ssh, platform?: Platform): ContainersWorld => {
  const folder = engineFolder();
  const world = containersWorld({
    folder,
    env: process.env,
    ...(ssh && { ssh }),
    ...(platform && { platform }),
  });
  list.push(async () => {
    await world.dispose();
    removeFolder(folder);
  });
  return world;
};

export const specOf = (name: string, host: string): EngineSpec => ({
  name,
  host: parseHost(host),
  from: "scenario",
  current: false,
});

export interface Watched extends Disposable {
  readonly watch: EngineWatch;
  reaches(kind: "connected" | "failed" | "reconnecting"): Promise<EngineWatch["state"]>;
}

export const watched = (world: ContainersWorld, spec: EngineSpec): Watched => {
  const watch = new EngineWatch(spec, world);
  const listening = watch.on(() => undefined);
  ofTest.push(() => watch.dispose());
  const why = (): string => JSON.stringify(watch.state, (key, value) => (key === "engine" ? "…" : value));
  return {
    watch,
    reaches: (kind) =>
      waitFor(`${spec.name} to be ${kind}`, () => (watch.state.kind === kind ? watch.state : undefined), {
        why,
      }),
    dispose: () => listening.dispose(),
  };
};

/** The connections to that host, not what holds them. */
export const sshProcesses = ({ ssh }: Sshd): number[] =>
  readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((pid) => commandOf(pid).startsWith(ssh.join(" ")));

const commandOf = (pid: number): string => {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, "utf8").replaceAll("\0", " ");
  } catch {
    return "";
  }
};
