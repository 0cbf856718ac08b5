import { promises as fs } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";
import { type Platform, thisPlatform } from "../processes/platform";
import { type Variables, variable } from "../processes/variables";
import type { SettledEngine } from "../scenario/settled";
import { exists } from "../util/files";
import { contextMissing, type DockerContexts, readContexts, tlsIn } from "./contexts";
import { addressOf, type EngineHost, type EngineSpec, parseHost } from "./host";

export interface FindOptions {
  readonly platform?: Platform;
  readonly home?: string;
  /** Where the system's own engine listens. */
  readonly usual?: string;
}

/** All engines that one may mean here, each place once: the scenario's names go before Docker's own. */
export const findEngines = async (
  engines: Readonly<Record<string, SettledEngine>>,
  env: Variables,
  { platform = thisPlatform, home = homedir(), usual = "/var/run/docker.sock" }: FindOptions = {},
): Promise<EngineSpec[]> => {
  const contexts = await readContexts(env, home);
  const given = await hostVariable(env);
  const fallback = usualEngine(platform, usual);
  const sockets = await localSockets(env, home, fallback);
  const own = ownEngine(given, contexts, sockets[0] ?? fallback);
  const found: Found[] = [
    ...Object.entries(engines).map(([name, engine]) => named(name, engine, contexts)),
    ...(given ? [{ name: "DOCKER_HOST", host: given, from: "variable" as const }] : []),
    ...[...contexts.hosts].map(([name, host]) => ({ name, host, from: "context" as const })),
    ...(own.kind === "unusable" && !given
      ? [{ name: contexts.chosen ?? "default", host: own, from: "context" as const }]
      : []),
    ...sockets.map((host, index) => ({ name: socketName(index), host, from: "socket" as const })),
  ];
  // Why the usual one can't be reached is what one wants to know where there is no other.
  if (found.length === 0) found.push({ name: socketName(0), host: fallback, from: "socket" });
  return await once(found, await placeOf(own));
};

type Found = Omit<EngineSpec, "current">;

/** What `docker` would talk to, by its own order. */
const ownEngine = (
  given: EngineHost | undefined,
  contexts: DockerContexts,
  local: EngineHost,
): EngineHost => {
  if (given) return given;
  const { chosen, hosts } = contexts;
  if (chosen === undefined) return local;
  return (
    hosts.get(chosen) ?? {
      kind: "unusable",
      address: `context ${chosen}`,
      problem: contextMissing(chosen, contexts),
    }
  );
};

const named = (name: string, engine: SettledEngine, contexts: DockerContexts): Found => ({
  name,
  from: "scenario",
  host:
    engine.kind === "host"
      ? parseHost(engine.host)
      : (contexts.hosts.get(engine.context) ?? {
          kind: "unusable",
          address: `context ${engine.context}`,
          problem: contextMissing(engine.context, contexts),
        }),
});

const hostVariable = async (env: Variables): Promise<EngineHost | undefined> => {
  const host = variable(env, "DOCKER_HOST");
  if (!host) return undefined;
  const verify = Boolean(variable(env, "DOCKER_TLS_VERIFY"));
  const folder = variable(env, "DOCKER_CERT_PATH");
  const tls = folder && (verify || variable(env, "DOCKER_TLS")) ? await tlsIn(folder, verify) : undefined;
  return parseHost(host, tls);
};

const socketName = (index: number): string => (index === 0 ? "local" : `local ${index + 1}`);

const usualEngine = (platform: Platform, usual: string): EngineHost =>
  platform === "win32" ? { kind: "npipe", path: "//./pipe/docker_engine" } : { kind: "unix", path: usual };

const localSockets = async (env: Variables, home: string, usual: EngineHost): Promise<EngineHost[]> => {
  if (usual.kind !== "unix") return [usual];
  const runtime = variable(env, "XDG_RUNTIME_DIR");
  const runtimeSocket = runtime ? [join(runtime, "docker.sock")] : [];
  const paths = [usual.path, ...runtimeSocket, ...inHome.map((one) => join(home, one))];
  const there = await Promise.all(paths.map(async (path) => ((await exists(path)) ? [path] : [])));
  return there.flat().map((path) => ({ kind: "unix", path }));
};

const inHome = [".docker/run/docker.sock", ".docker/desktop/docker.sock", ".colima/default/docker.sock"];

const once = async (found: readonly Found[], own: string): Promise<EngineSpec[]> => {
  const specs = new Map<string, EngineSpec>();
  const names = new Set<string>();
  for (const one of found) {
    const place = await placeOf(one.host);
    if (specs.has(place)) continue;
    const name = names.has(one.name) ? `${one.name} (${one.from})` : one.name;
    names.add(name);
    specs.set(place, { ...one, name, current: place === own });
  }
  return [...specs.values()];
};

/** /var/run is a link to /run: one socket, two names. */
const placeOf = async (host: EngineHost): Promise<string> => {
  if (host.kind !== "unix") return addressOf(host);
  const path = await fs.realpath(host.path).catch(() => host.path);
  return addressOf({ kind: "unix", path });
};
