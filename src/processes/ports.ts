import { randomBytes, randomInt } from "node:crypto";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { type Failure, inputFailure, machineFailure } from "../util/problem";
import { duration } from "../util/text";
import { bindProblem } from "./binding";
import { describeProcess } from "./describe";
import { withLock } from "./locks";
import { type PortRecord, portRecords, removeRecord, writeRecord } from "./portRecords";
import { holderOf, isListening, listeners } from "./sockets";
import type { PortHolder, PortReservation, ProcessId } from "./types";

export interface PortWish {
  /** For messages: `webserver.http`. */
  readonly name: string;
  readonly preferred?: number | undefined;
  readonly fixed?: number | undefined;
}

export interface ReservationPlace {
  /** Shared by all emulations of the user. */
  readonly lockDir: string;
  /** The reservation is void once this process is dead. */
  readonly owner: ProcessId;
  readonly signal?: AbortSignal;
}

export interface NamedReservation extends PortReservation {
  readonly name: string;
}

/** In the order of the wishes. Nothing listens meanwhile: the service itself must be able to. All or none. */
export const reservePorts = async (
  wishes: readonly PortWish[],
  place: ReservationPlace,
): Promise<NamedReservation[]> => {
  const folder = join(place.lockDir, "ports");
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const wait = place.signal ? { signal: place.signal } : {};
  return withLock(
    join(place.lockDir, "ports.lock"),
    "the list of reserved ports",
    () => choose(wishes, folder, place),
    wait,
  );
};

/** Who listens where a service, now ended, was to listen: what a reservation can't prevent. */
export const takenMeanwhile = async (
  ports: Readonly<Record<string, number>>,
): Promise<Failure | undefined> => {
  for (const [name, port] of Object.entries(ports))
    if (await isListening(port)) return portTaken(name, port, await holderOf(port), takenSince);
  return undefined;
};

const choose = async (
  wishes: readonly PortWish[],
  folder: string,
  place: ReservationPlace,
): Promise<NamedReservation[]> => {
  const taken = await takenPorts(folder);
  const chosen: { wish: PortWish; port: number }[] = [];
  for (const wish of fixedFirst(wishes)) {
    const port =
      wish.fixed === undefined
        ? await freePort(wish.preferred, taken)
        : await fixedPort(wish, wish.fixed, taken);
    taken.set(port, { by: "this" });
    chosen.push({ wish, port });
  }
  return wishes.map((wish) => {
    const port = chosen.find((one) => one.wish === wish)?.port ?? 0;
    return reservation(wish.name, port, folder, place.owner);
  });
};

/** Else a free port might be chosen that a later wish insists on. */
const fixedFirst = (wishes: readonly PortWish[]): PortWish[] => [
  ...wishes.filter((wish) => wish.fixed !== undefined),
  ...wishes.filter((wish) => wish.fixed === undefined),
];

type Taken =
  | { readonly by: "listener" }
  | { readonly by: "this" }
  | { readonly by: "reservation"; readonly record: PortRecord };

const takenPorts = async (folder: string): Promise<Map<number, Taken>> => {
  const taken = new Map<number, Taken>();
  for (const record of portRecords(folder)) taken.set(record.port, { by: "reservation", record });
  for (const { port } of await listeners()) taken.set(port, { by: "listener" });
  return taken;
};

const fixedPort = async (
  wish: PortWish,
  port: number,
  taken: ReadonlyMap<number, Taken>,
): Promise<number> => {
  const why = taken.get(port);
  if (why?.by === "this")
    throw inputFailure(
      "port-twice",
      `${wish.name} needs port ${port}, which another port of this scenario needs too`,
    );
  if (why?.by === "reservation") throw await portReserved(wish.name, port, why.record);
  if (why?.by === "listener") throw portTaken(wish.name, port, await holderOf(port));
  const problem = await bindProblem(port);
  if (problem === "EACCES")
    throw machineFailure(
      "port-forbidden",
      `${wish.name} needs port ${port}, which only an administrator may open`,
      {
        hint: "Choose a port from 1024 on.",
      },
    );
  if (problem) throw portTaken(wish.name, port, await holderOf(port));
  return port;
};

const freePort = async (
  preferred: number | undefined,
  taken: ReadonlyMap<number, Taken>,
): Promise<number> => {
  if (preferred !== undefined && !taken.has(preferred) && !(await bindProblem(preferred))) return preferred;
  for (let attempt = 0; attempt < attempts; attempt++) {
    const port = randomInt(lowest, highest + 1);
    if (!taken.has(port) && !(await bindProblem(port))) return port;
  }
  throw machineFailure("no-free-port", `No free port found between ${lowest} and ${highest}`);
};

/** Below the ports that systems give to outgoing connections, one of which could take it before the service does. */
const lowest = 20_000;
const highest = 32_000;
const attempts = 500;

const stopIt = "Stop that process, or let the port be preferred instead of fixed; then start again.";
const takenSince =
  "It was free when it was chosen. Start again: unless the port is fixed, a free one is taken.";

const portTaken = (name: string, port: number, holder: PortHolder, hint = stopIt): Failure =>
  machineFailure("port-taken", `${name} needs port ${port}, which is taken by ${holderText(holder)}`, {
    hint,
  });

const portReserved = async (name: string, port: number, { owner }: PortRecord): Promise<Failure> => {
  const known = await describeProcess(owner.pid);
  const holder = { pid: owner.pid, command: known?.command, ageSeconds: known?.ageSeconds };
  const message = `${name} needs port ${port}, which an emulation of ${holderText(holder)} has reserved`;
  return machineFailure("port-taken", message, {
    hint: "Stop that emulation (`backcompat ps`, `backcompat down`), or let the port be preferred instead of fixed.",
  });
};

const holderText = ({ pid, command, ageSeconds }: PortHolder): string => {
  if (pid === undefined) return "a process that is not yours to see";
  const age = ageSeconds === undefined ? "" : `, running for ${duration(ageSeconds * 1000)}`;
  return `process ${pid}${command === undefined ? "" : ` (${command})`}${age}`;
};

const reservation = (name: string, port: number, folder: string, owner: ProcessId): NamedReservation => {
  const record = { port, owner, nonce: randomBytes(8).toString("hex") };
  writeRecord(folder, record);
  return { name, port, dispose: () => removeRecord(folder, record) };
};
