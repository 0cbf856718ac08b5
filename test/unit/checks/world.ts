import { makeSecrets } from "../../../src/capture/secrets";
import type { CheckWorld, FilledCommand } from "../../../src/checks/types";
import { asRunToken } from "../../../src/processes/tokens";
import type { Line } from "../../../src/processes/types";
import { FakeClock } from "../../support/fakeClock";
import { FakePause } from "../../support/fakePause";
import { FakeProcesses } from "../../support/fakeProcesses";

/** A world in which commands do what a test says, and logs hold what it put there. */
export const makeWorld = (signal?: AbortSignal) => {
  const clock = new FakeClock();
  const pause = new FakePause();
  const processes = new FakeProcesses();
  const secrets = makeSecrets();
  const told: [string, Line][] = [];
  const logged: [string, string][] = [];
  const followers = new Set<(service: string, text: string) => void>();
  const world: CheckWorld = {
    clock,
    pause,
    secrets,
    spawn: processes.spawn,
    onLine: (name, line) => void told.push([name, line]),
    followLog: (service, onLine) => {
      const see = (from: string, text: string): void => {
        if (service === undefined || service === from) onLine(text);
      };
      for (const [from, text] of logged) see(from, text);
      followers.add(see);
      return { dispose: () => void followers.delete(see) };
    },
    ...(signal && { signal }),
  };
  const log = (service: string, text: string): void => {
    logged.push([service, text]);
    for (const follower of followers) follower(service, text);
  };
  return { world, clock, pause, processes, secrets, told, log, followers };
};

export const command = (more: Partial<FilledCommand> = {}): FilledCommand => ({
  name: "migrate",
  argv: ["manage", "migrate"],
  shell: false,
  cwd: "/tree",
  env: {},
  token: asRunToken(`run-${"0".repeat(24)}`),
  outputs: {},
  timeoutMs: 60_000,
  ...more,
});
