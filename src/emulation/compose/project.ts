import { promises as fs } from "node:fs";
import { join, resolve } from "node:path";
import { parse } from "yaml";
import { labels } from "../../containers/labels";
import { isRecord } from "../../util/json";
import { inputFailure } from "../../util/problem";
import { engineRef } from "../containers/engineRef";
import { type EngineAtWork, engineOf } from "../containers/engines";
import { folderOfService } from "../containers/folder";
import { marksOf, nameOf } from "../containers/ownership";
import { volumeName } from "../containers/volume";
import type { ContainerService } from "../containers/wanted";
import type { Run } from "../run";
import { fillAll, fillRecord, seenFrom } from "../values";
import { portsInside, rewritten, servicesIn } from "./rewritten";
import { type Compose, findCompose } from "./tool";

/** A compose file of a side, made ready to run beside any other copy of it. */
export interface Project {
  readonly name: string;
  readonly at: EngineAtWork;
  /** Those that are started; what they depend on comes with them. */
  readonly services: readonly string[];
  /** By port of the scenario's service. */
  readonly ports: ReadonlyMap<string, { readonly service: string; readonly inside: number }>;
  readonly call: (args: readonly string[], signal?: AbortSignal) => Promise<string>;
}

export type ComposeService = ContainerService & {
  readonly what: Extract<ContainerService["what"], { kind: "compose" }>;
};

export const makeProject = async (
  run: Run,
  service: ComposeService,
  signal: AbortSignal,
): Promise<Project> => {
  const at = await run.engines.use(engineOf(service), signal);
  const compose = await findCompose(at.engine, run.world.run, run.world.userEnv, signal);
  const name = nameOf(run.id, service.name).toLowerCase();
  const folder = folderOfService(run, service);
  const config: unknown = parse(await readConfig(run, service, compose, folder, signal));
  const ports = portsOf(service, config);
  const file = await writeFile(run, service, rewritten(config, wantedOf(run, service, name, ports)));
  const onLine = (text: string, stream: "stdout" | "stderr"): void =>
    run.events.fire({
      kind: "output",
      step: `service:${service.name}`,
      line: { time: run.world.now(), stream, text: run.secrets.mask(text) },
    });
  run.journal.write({
    kind: "engine",
    engine: engineRef(at.engine.spec.host),
    what: "project",
    name,
    kept: run.plan.settled.state === "kept",
  });
  return {
    name,
    at,
    services: service.what.services,
    ports,
    call: (args, until) =>
      compose.call(["-p", name, "--project-directory", folder, "-f", file, ...args], {
        cwd: folder,
        token: run.token,
        onLine: (line) => onLine(line.text, line.stream),
        ...(until === undefined ? {} : { signal: until }),
      }),
  };
};

/** As compose itself understands all files together: paths are absolute in it, and variables filled in. */
const readConfig = async (
  run: Run,
  service: ComposeService,
  compose: Compose,
  folder: string,
  signal: AbortSignal,
): Promise<string> => {
  const { files, profiles, envFiles } = service.what;
  const values = seenFrom(engineOf(service), run.values);
  const all = (texts: readonly string[]): string[] =>
    fillAll(texts, values, service.name).map((file) => resolve(folder, file));
  return await compose.call(
    [
      ...all(files).flatMap((file) => ["-f", file]),
      ...profiles.flatMap((profile) => ["--profile", profile]),
      ...all(envFiles).flatMap((file) => ["--env-file", file]),
      ...["--project-directory", folder, "config"],
    ],
    { cwd: folder, env: fillRecord(service.env, values, service.name), signal, token: run.token },
  );
};

const writeFile = async (run: Run, { name }: ComposeService, content: unknown): Promise<string> => {
  const folder = join(run.folder.work, "compose");
  await fs.mkdir(folder, { recursive: true, mode: 0o700 });
  const file = join(folder, `${name}.json`);
  await fs.writeFile(file, JSON.stringify(content, undefined, 2), { mode: 0o600 });
  return file;
};

const wantedOf = (run: Run, service: ComposeService, project: string, ports: Project["ports"]) => {
  const { name, side } = service;
  const publish = new Map<string, { inside: number; outside: string }[]>();
  for (const [port, { service: of, inside }] of ports) {
    const outside = `127.0.0.1:${run.values.ports.get(name)?.[port] ?? ""}`;
    publish.set(of, [...(publish.get(of) ?? []), { inside, outside }]);
  }
  const kept = run.plan.settled.state === "kept";
  return {
    project,
    marks: marksOf(run),
    marksOf: (one: string) => ({
      ...marksOf(run, { service: name, side }),
      [labels.service]: `${name}/${one}`,
    }),
    publish,
    keptVolume: kept ? (volume: string) => volumeName(run, `${name}-${volume}`) : undefined,
    imageOf: (one: string) => `backcompat-${name}-${one}:${versionText(run, side)}`.toLowerCase(),
  };
};

const versionText = (run: Run, side: string | undefined): string =>
  (run.plan.settled.sides[side ?? ""]?.version?.name ?? "workspace").replaceAll(/[^\w.-]+/g, "-");

/** A port belongs to the compose service that it names, or that has its name, or alone has this port. */
const portsOf = (service: ComposeService, config: unknown): Project["ports"] => {
  const names = servicesIn(config);
  const services = isRecord(config) && isRecord(config["services"]) ? config["services"] : {};
  return new Map(
    Object.entries(service.ports).flatMap(([port, { container, service: given }]) => {
      if (container === undefined) return [];
      const having = names.filter((one) => portsInside(services[one]).includes(container));
      const of = given ?? (names.includes(port) ? port : having.length === 1 ? having[0] : undefined);
      if (of === undefined || !names.includes(of)) throw whosePort(service.name, port, of, names);
      return [[port, { service: of, inside: container }] as const];
    }),
  );
};

const whosePort = (service: string, port: string, of: string | undefined, names: readonly string[]): Error =>
  inputFailure(
    "unknown-compose-service",
    of === undefined
      ? `Which service of the compose file has the port ${port} of ${service} is not clear`
      : `The compose file of ${service} has no service “${of}”`,
    { hint: `Say it at the port: "service": ${names.map((one) => `"${one}"`).join(" or ")}.` },
  );
