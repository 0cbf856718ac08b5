import type { Run } from "./run";
import type { Running } from "./running";

export interface ServiceStatus {
  readonly pid: number | undefined;
  readonly ports: Readonly<Record<string, number>>;
  readonly ready: boolean;
  /** Where a debugger can attach, for services that run under one. */
  readonly debug?: { readonly language: string; readonly host: string; readonly port: number };
}

export interface EmulationStatus {
  readonly emulation: string;
  readonly versions: Readonly<Record<string, string>>;
  readonly services: Readonly<Record<string, ServiceStatus>>;
}

/** What `up --json` prints, and `ps` and `status` ask for. */
export const statusOf = (emulation: Running): EmulationStatus => ({
  emulation: emulation.id,
  versions: emulation.record.versions,
  services: Object.fromEntries(
    [...emulation.services.keys()].map((name) => [name, serviceStatus(emulation, emulation.run, name)]),
  ),
});

const serviceStatus = (emulation: Running, run: Run, name: string): ServiceStatus => {
  const service = emulation.services.get(name);
  const port = run.debugPorts.get(name);
  const debugged = run.debugged.has(name);
  const language = run.plan.settled.services[name]?.debug?.language;
  return {
    pid: service?.process?.pid,
    ports: run.values.ports.get(name) ?? {},
    ready: service?.state().kind === "ready",
    ...(!debugged || port === undefined || language === undefined
      ? {}
      : { debug: { language, host: "127.0.0.1", port } }),
  };
};
