import { join } from "node:path";
import { afterEach } from "vitest";
import { Emulation } from "../../../src/emulation/emulation";
import type { EmulationEvent } from "../../../src/emulation/events";
import { thisMachine } from "../../../src/emulation/machine";
import type { Plan } from "../../../src/emulation/plan";
import { prepare } from "../../../src/emulation/prepare";
import type { DebugWish } from "../../../src/emulation/run";
import { versionsWorld } from "../../../src/emulation/versionsWorld";
import { processesWithToken } from "../../../src/processes/tokens";
import { ask } from "../../../src/util/request";
import { temporaryFolder } from "../cli/world";

const all: Emulation[] = [];

/** Whatever a test left, it is stopped; what still carries its token is a fault of ours. */
afterEach(async () => {
  for (const emulation of all.splice(0)) {
    await emulation.stop({ graceMs: 0 });
    const left = await processesWithToken(emulation.run.token);
    if (left.length > 0) throw new Error(`left behind: ${left.map(({ pid }) => pid).join(", ")}`);
  }
});

export const never = new AbortController().signal;

const plain: DebugWish = { services: "none", hold: false };

/** An emulation of this process's own, with a state folder of its own, and the plans it can go over to. */
export const emulating = async (
  folder: string,
  versions: Readonly<Record<string, string>> = {},
  debug: DebugWish = plain,
) => {
  const env = { ...process.env, BACKCOMPAT_HOME: join(temporaryFolder(), "state") };
  const planOf = async (chosen: Readonly<Record<string, string>>): Promise<Plan> =>
    (await prepare({ folder, versions: chosen, swap: false }, versionsWorld(folder, env), never)).plan;
  const world = await thisMachine({ env, dist: join(process.cwd(), "dist") });
  const emulation = await Emulation.begin(await planOf(versions), debug, world);
  all.push(emulation);
  const events: EmulationEvent[] = [];
  emulation.events.on((event) => events.push(event));
  return { emulation, planOf, events };
};

export const pidOf = (emulation: Emulation, service: string): number => {
  const pid = emulation.services.get(service)?.process?.pid;
  if (pid === undefined) throw new Error(`${service} does not run`);
  return pid;
};

/** The first port of a service. */
export const portOf = (emulation: Emulation, service: string): number => {
  const [port] = Object.values(emulation.run.values.ports.get(service) ?? {});
  if (port === undefined) throw new Error(`${service} has no port`);
  return port;
};

/** What the webserver answers when a job is launched: 200 where both sides understand each other. */
export const launch = async (emulation: Emulation): Promise<number> => {
  const url = `http://127.0.0.1:${portOf(emulation, "webserver")}/launch`;
  return (await ask({ url, method: "POST", headers: {}, body: '{"job":"the_job"}' })).status;
};

/** Settles with the first event that fits, from now on. */
export const nextEvent = <T extends EmulationEvent>(
  { events }: Emulation,
  fits: (event: EmulationEvent) => event is T,
): Promise<T> =>
  new Promise((resolve) => {
    const heard = events.on((event) => {
      if (!fits(event)) return;
      heard.dispose();
      resolve(event);
    });
  });
