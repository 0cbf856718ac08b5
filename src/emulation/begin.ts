import { randomBytes } from "node:crypto";
import { promises as fs } from "node:fs";
import { join } from "node:path";
import { openLogStore } from "../capture/logStore";
import { makeSecrets } from "../capture/secrets";
import { serviceEnvironment } from "../processes/environment";
import { reservePorts } from "../processes/ports";
import { newRunToken } from "../processes/tokens";
import type { PortReservation, RunToken } from "../processes/types";
import { Emitter } from "../util/events";
import { removeAll, writeAtomically } from "../util/files";
import { type Problem, problemOf } from "../util/problem";
import { explainTaken } from "./containers/conflicts";
import { placeContainers } from "./containers/containerSpec";
import { EnginesAtWork } from "./containers/engines";
import { containersIn } from "./containers/wanted";
import { type Handle, serveControl } from "./control";
import { controlAddress, type EmulationFolder, emulationFolder } from "./emulationFolder";
import { noteEngineClock } from "./engineClocks";
import type { EmulationEvent } from "./events";
import { openJournal } from "./journal";
import { keptData } from "./keptState";
import { markLive } from "./live";
import { namedSecrets } from "./namedSecrets";
import type { Plan } from "./plan";
import { assignPorts, portWishes } from "./portWishes";
import { RecentLines } from "./recentLines";
import { type EmulationRecord, writeRecord } from "./record";
import { reservationFolder } from "./reservationFolder";
import { Attachments, type DebugWish, Pauses, type Run } from "./run";
import { finishFiles } from "./serviceFiles";
import { checkTargets } from "./targets";
import { Turns } from "./turns";
import { undoEmulation } from "./undo";
import { noValues } from "./values";
import { versionsOf } from "./versionsOf";
import type { EmulationWorld } from "./world";

export interface Begun {
  readonly run: Run;
  readonly record: EmulationRecord;
  /** Who answers on the control socket, once there is somebody. */
  readonly handleControl: (handle: Handle) => void;
  /** Ports, socket, logs, guardian; where something is left to undo, the guardian begins its work. */
  readonly release: (undone: boolean) => Promise<void>;
}

/** Announces an emulation to the machine: ports, journal, guardian, control socket. Nothing else is changed yet. */
export const begin = async (plan: Plan, debug: DebugWish, world: EmulationWorld): Promise<Begun> => {
  checkTargets(plan, debug);
  const id = randomBytes(3).toString("hex");
  // First of all: whoever is killed from here on has left something to find.
  const token = newRunToken();
  markLive(world.state, { emulation: id, host: world.host, token });
  const acquired: Release[] = [];
  try {
    return await announce({ id, token, plan, debug, world }, acquired);
  } catch (error) {
    await undoEmulation(id, 0, world);
    await releaseAll(acquired, true);
    await removeAll(emulationFolder(world.state, id).root);
    throw error;
  }
};

type Release = (undone: boolean) => void | Promise<void>;

const releaseAll = async (acquired: readonly Release[], undone: boolean): Promise<void> => {
  for (const release of [...acquired].reverse()) await release(undone);
};

type Beginning = Pick<RunParts, "id" | "token" | "plan" | "debug" | "world">;

const announce = async (
  { id, token, plan, debug, world }: Beginning,
  acquired: Release[],
): Promise<Begun> => {
  const folder = emulationFolder(world.state, id);
  await fs.mkdir(folder.logs, { recursive: true, mode: 0o700 });
  await fs.mkdir(folder.work, { recursive: true, mode: 0o700 });
  await fs.mkdir(join(folder.work, ".state"), { mode: 0o700 });
  await writeAtomically(folder.plan, JSON.stringify(plan));
  const ports = await reservePorts(portWishes(plan), {
    lockDir: await reservationFolder(world.state),
    owner: world.host,
  }).catch(async (error: unknown) => {
    throw await explainTaken(error, plan.settled, world.engines);
  });
  acquired.push(() => {
    for (const port of ports) port.dispose();
  });
  const control = controlAddress(world.state, id);
  const record = recordOf(id, plan, control.address, world);
  await writeRecord(world.state, record);
  const journal = openJournal(folder.journal);
  acquired.push(() => journal.close());
  journal.write({ kind: "begin", emulation: id, token, host: world.host, control: control.address });
  const guardian = world.guard(id);
  acquired.push((undone) => (undone ? guardian.release() : guardian.abandon()));
  let handle: Handle = () => Promise.reject(new Error("still starting"));
  const server = await serveControl(control, (verb, args) => handle(verb, args));
  acquired.push(() => server.close());
  const run = makeRun({ id, token, plan, folder, debug, world, journal, ports });
  acquired.push(() => run.engines.dispose());
  acquired.push(await captureLines(run));
  return {
    run,
    record,
    handleControl: (next) => {
      handle = next;
    },
    release: (undone) => releaseAll(acquired, undone),
  };
};

/** Every line of a service goes to disk; the newest ones are also kept at hand. */
const captureLines = async (run: Run): Promise<Release> => {
  const logs = await openLogStore(run.folder.logs, {
    ...run.world.logLimits,
    onTrouble: (service, error) => run.events.fire({ kind: "trouble", problem: logTrouble(service, error) }),
  });
  run.drained = (service) => logs.drained(service);
  const capture = run.events.on((event) => {
    if (event.kind === "exception") keepException(run, event);
    if (event.kind !== "line") return;
    logs.append(event.service, event.line);
    // What is written after we sent the stop is never a cause.
    if (run.services.get(event.service)?.state().kind !== "stopping")
      recentOf(run, event.service).add(event.line);
  });
  return async () => {
    await finishFiles(run);
    capture.dispose();
    await logs.close();
  };
};

/** Also what a server swallows is of record, beside the logs. */
const keepException = (
  run: Run,
  { service, record }: Extract<EmulationEvent, { kind: "exception" }>,
): void => {
  const said = { time: run.world.now(), service, ...record };
  const text = `${run.secrets.mask(JSON.stringify(said))}\n`;
  fs.appendFile(run.folder.exceptions, text, { mode: 0o600 }).catch((error: unknown) =>
    run.events.fire({ kind: "trouble", problem: logTrouble(service, error) }),
  );
};

const recentOf = ({ recent }: Run, service: string): RecentLines => {
  const lines = recent.get(service) ?? new RecentLines();
  recent.set(service, lines);
  return lines;
};

const logTrouble = (service: string, error: unknown): Problem => ({
  ...problemOf(error),
  code: "log-not-written",
  message: `The log of ${service} can't be written; the service goes on`,
  hint: "Make room on the disk: backcompat clean shows what the state folder holds.",
});

interface RunParts {
  readonly id: string;
  readonly token: RunToken;
  readonly plan: Plan;
  readonly folder: EmulationFolder;
  readonly debug: DebugWish;
  readonly world: EmulationWorld;
  readonly journal: Run["journal"];
  readonly ports: readonly PortReservation[];
}

const makeRun = ({ ports, ...parts }: RunParts): Run => {
  const kept =
    parts.plan.settled.state === "kept" ? keptData(parts.world.state, parts.plan.settled) : undefined;
  const values = noValues(parts.folder.work, parts.world.userEnv, kept);
  const secrets = makeSecrets();
  for (const secret of namedSecrets(parts.plan, parts.world.userEnv)) secrets.add(secret);
  const debugPorts = assignPorts(parts.plan, ports, values);
  const { settled } = parts.plan;
  placeContainers(containersIn(settled), values);
  return {
    ...parts,
    values,
    engines: new EnginesAtWork(settled.engines, parts.world.engines, (engine, offsetMs) =>
      noteEngineClock(parts.folder, engine, offsetMs),
    ),
    images: new Map(),
    debugged: debuggedBy(parts.debug, parts.plan),
    debugPorts,
    events: new Emitter<EmulationEvent>(),
    secrets,
    services: new Map(),
    turns: new Turns(),
    kept: { before: undefined },
    unfinished: new Set(),
    recent: new Map(),
    drained: () => undefined,
    files: new Map(),
    attached: new Attachments(),
    pause: new Pauses(),
    plainEnv: serviceEnvironment(parts.world.userEnv).env,
    owner: { emulation: parts.id, process: parts.world.host },
  };
};

const debuggedBy = ({ services }: DebugWish, { settled }: Plan): Set<string> => {
  const able = Object.values(settled.services).flatMap(({ name, debug }) =>
    debug === undefined ? [] : [name],
  );
  return new Set(
    able.filter((name) => services === "all" || (services !== "none" && services.includes(name))),
  );
};

const recordOf = (
  id: string,
  { settled }: Plan,
  control: string,
  world: EmulationWorld,
): EmulationRecord => ({
  id,
  scenario: settled.name,
  title: settled.title,
  folder: settled.folder,
  ...versionsOf(settled),
  host: world.host,
  control,
  started: world.now(),
  state: "starting",
});
