/** One service, with what was left to defaults. */
import { parseDuration } from "../util/time";
import type { ServiceData } from "./schema/scenario";
import { settleBuild, settleCompose, settleImage } from "./settleContainer";
import type { PortWish, Ready, SettledService, SettledServiceKind } from "./settled";

const defaultReadyMs = 60_000;
const defaultRestarts = 5;

export const settleService = (name: string, data: ServiceData): SettledService => {
  const inside = data.image !== undefined || data.build !== undefined || data.compose !== undefined;
  const ports = mapPorts(portsOf(data.ports), inside ? portInside : (wish) => wish);
  return {
    name,
    side: data.side,
    what: whatOf(data),
    after: data.after ?? [],
    env: data.env ?? {},
    ports,
    ready: readyOf(data.ready, Object.keys(ports)),
    readyTimeoutMs: milliseconds(data.ready?.timeout, defaultReadyMs),
    restart: restartOf(data.restart),
    restartOnSave: data.onSave === "restart",
    ignore: data.ignore ?? [],
    ...(data.cwd === undefined ? {} : { cwd: data.cwd }),
    ...(data.logFiles === undefined ? {} : { logFiles: data.logFiles }),
    ...(data.open === undefined ? {} : { open: data.open }),
    ...(data.engine === undefined ? {} : { engine: data.engine }),
    ...(data.debug === undefined
      ? {}
      : {
          debug: {
            ...data.debug,
            pauseAtStart: data.debug.pauseAtStart ?? false,
            subprocesses: data.debug.subprocesses ?? false,
          },
        }),
  };
};

export const milliseconds = (duration: string | number | undefined, otherwise: number): number =>
  (duration === undefined ? undefined : parseDuration(duration)) ?? otherwise;

export const portsOf = (ports: ServiceData["ports"] = {}): Readonly<Record<string, PortWish>> =>
  Object.fromEntries(
    Object.entries(ports).map(([name, wish]) => [
      name,
      typeof wish === "number" ? { preferred: wish } : wish,
    ]),
  );

const mapPorts = (
  ports: Readonly<Record<string, PortWish>>,
  one: (wish: PortWish) => PortWish,
): Readonly<Record<string, PortWish>> =>
  Object.fromEntries(Object.entries(ports).map(([name, wish]) => [name, one(wish)]));

/** Where only one number is said, it is that of both ends. */
const portInside = (wish: PortWish): PortWish => {
  const container = wish.container ?? wish.fixed ?? wish.preferred;
  return container === undefined ? wish : { ...wish, container };
};

/** A shell line is one element. */
export const argvOf = (run: readonly string[] | string | undefined): readonly string[] =>
  typeof run === "string" ? [run] : (run ?? []);

const whatOf = ({ run, shell, image, build, compose }: ServiceData): SettledServiceKind => {
  if (image !== undefined) return settleImage(image);
  if (build !== undefined) return settleBuild(build);
  if (compose !== undefined) return settleCompose(compose);
  return { kind: "process", run: argvOf(run), shell: shell ?? false };
};

const readyOf = (ready: ServiceData["ready"] = {}, ports: readonly string[]): readonly Ready[] => {
  const [first = ""] = ports;
  const portOf = (port: string | boolean | undefined): string => (typeof port === "string" ? port : first);
  const { tcp, http, grpc, log, run } = ready;
  const all: Ready[] = [];
  if (tcp !== undefined) all.push({ kind: "tcp", port: portOf(tcp) });
  if (http !== undefined) {
    const { path, port, status } =
      typeof http === "string" ? { path: http, port: undefined, status: undefined } : http;
    all.push({ kind: "http", path, port: portOf(port), ...(status === undefined ? {} : { status }) });
  }
  if (grpc !== undefined) {
    const { port, service } = typeof grpc === "object" ? grpc : { port: grpc, service: undefined };
    all.push({ kind: "grpc", port: portOf(port), ...(service === undefined ? {} : { service }) });
  }
  if (log !== undefined) all.push({ kind: "log", pattern: log });
  if (run !== undefined) all.push({ kind: "run", run });
  return all.length > 0 ? all : ports.map((port) => ({ kind: "tcp", port }));
};

const restartOf = (restart: ServiceData["restart"] = "no"): SettledService["restart"] =>
  typeof restart === "string"
    ? { policy: restart, max: defaultRestarts }
    : { policy: restart.policy, max: restart.max ?? defaultRestarts };
