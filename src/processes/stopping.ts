import { sleep } from "../util/time";
import { identify, processTable } from "./identity";
import { thisPlatform } from "./platform";
import { keyOf, type ProcessRow, sameProcess } from "./processRow";
import { lastPid } from "./procfs";
import { forkedCarriers, processesWithVariable, tokenVariable } from "./tokens";
import { ancestryOf, treeOf } from "./tree";
import type { ProcessId, RunToken, Stopped } from "./types";
import { stopWindowsTree } from "./windowsTree";

export interface StopRequest {
  readonly roots: readonly ProcessId[];
  /** Finds also what left the tree. */
  readonly token?: RunToken | undefined;
  /** Where the token stands, if not in the variable of the whole run. */
  readonly variable?: string;
  readonly graceMs: number;
  /** SIGTERM by default. */
  readonly signalFirst?: NodeJS.Signals;
}

/** How long what was killed may take to vanish, and new forks to be caught. */
const killingMs = 5000;
const searchEveryMs = 200;
/** Until nothing on the machine was forked between two looks, which one may have to give up on a busy one. */
const looksAtForks = 200;

type Found = (id: ProcessId) => void;

/** Asks the whole tree to end, waits for it, kills the rest. Each process is verified right before each signal. */
export const stopTree = async (request: StopRequest): Promise<Stopped> => {
  if (thisPlatform === "win32") return stopWindowsTree(request.roots, killingMs);
  const hunt = new Hunt(request);
  const gone = await hunt.ask(request.signalFirst ?? "SIGTERM", request.graceMs);
  return gone ? { killed: [], left: [] } : hunt.kill();
};

/** Remembers what was once seen as ours: it stays so when its parent is gone. */
class Hunt {
  readonly #request: StopRequest;
  #known: ProcessId[];
  #searched = false;

  constructor(request: StopRequest) {
    this.#request = request;
    this.#known = [...request.roots];
  }

  /** Whether all went by themselves. */
  async ask(signal: NodeJS.Signals, graceMs: number): Promise<boolean> {
    const end = Date.now() + graceMs;
    const asked = new Set<string>();
    for (let living = await this.#living(); living.length > 0; living = await this.#living()) {
      if (Date.now() >= end) return false;
      this.#signalOnce(living, signal, asked);
      await waitUntilGone(living, Math.min(end, Date.now() + searchEveryMs));
    }
    return true;
  }

  async kill(): Promise<Stopped> {
    const end = Date.now() + killingMs;
    const killed = new Map<string, ProcessId>();
    const untouchable = ancestryOf(await processTable());
    const kill = (id: ProcessId): void => {
      if (!untouchable.has(id.pid) && send(id, "SIGKILL")) killed.set(keyOf(id), idOf(id));
    };
    let living = await this.#living(kill);
    while (living.length > 0 && Date.now() < end) {
      await waitUntilGone(living, Math.min(end, Date.now() + 100), 1);
      living = await this.#living(kill);
    }
    return { killed: [...killed.values()], left: living.map(idOf) };
  }

  /** Empty only when it is sure that nobody is left: what forks and exits would slip through a mere search. */
  async #living(found: Found = ignore): Promise<ProcessRow[]> {
    const { token, variable = tokenVariable } = this.#request;
    let from = lastPid();
    let rows = await this.#find(found);
    if (from === undefined) return rows.length > 0 ? rows : this.#find(found);
    for (let look = 0, last = from; rows.length === 0 && token !== undefined && look < looksAtForks; look++) {
      const now: number = lastPid() ?? last;
      rows = now < from ? await this.#find(found) : forkedCarriers(variable, token, from, now);
      if (now === last) break;
      from = Math.min(from, now);
      last = now;
    }
    for (const row of rows) found(row);
    return rows;
  }

  async #find(found: Found): Promise<ProcessRow[]> {
    const { roots, token, variable = tokenVariable } = this.#request;
    const carriers =
      token === undefined ? [] : await processesWithVariable(variable, token, thisPlatform, found);
    // The whole table costs as much again, and tells nothing of a tree of which nobody is known to live.
    if (this.#searched && carriers.length === 0 && !(await anyThere(this.#known))) return [];
    this.#searched = true;
    const rows = treeOf(await processTable(), roots, [...this.#known, ...carriers]);
    this.#known = rows.map(idOf);
    return rows;
  }

  /**
   * Roots' groups first, as a terminal does on Ctrl-C: each member hears it once and parents can't restart
   * workers. A stopped process hears nothing until it is continued.
   */
  #signalOnce(living: readonly ProcessRow[], signal: NodeJS.Signals, asked: Set<string>): void {
    // With its group, for a child that was forked into the root's and left it just before the signal came.
    const heard = (row: ProcessRow): string => `${keyOf(row)}/${row.group}`;
    const fresh = living.filter((row) => !asked.has(heard(row)));
    const groups = new Set<number>();
    for (const root of fresh.filter((row) => this.#leads(row)))
      if (send(root, signal, -root.pid)) groups.add(root.pid);
    for (const row of fresh) {
      if (!groups.has(row.group)) send(row, signal);
      asked.add(heard(row));
    }
    for (const row of living) if (row.state === "stopped") send(row, "SIGCONT");
  }

  #leads(row: ProcessRow): boolean {
    return row.group === row.pid && this.#request.roots.some((root) => sameProcess(root, row));
  }
}

const ignore = (): void => undefined;

const idOf = ({ pid, startedAt }: ProcessId): ProcessId => ({ pid, startedAt });

/** Cheap looks at what is known; only when that is gone, or after a while, all processes are searched again. */
const waitUntilGone = async (rows: readonly ProcessId[], end: number, first = 10): Promise<void> => {
  for (let pause = first; Date.now() < end && (await anyThere(rows)); pause = Math.min(50, pause + 5))
    await sleep(Math.min(pause, Math.max(1, end - Date.now())));
};

const anyThere = async (rows: readonly ProcessId[]): Promise<boolean> => {
  if (thisPlatform === "linux") return rows.some(stillThere);
  const living = new Set((await processTable()).filter((row) => row.state !== "zombie").map(keyOf));
  return rows.some((row) => living.has(keyOf(row)));
};

const stillThere = (id: ProcessId): boolean => {
  const now = identify(id.pid);
  return now !== undefined && sameProcess(now, id);
};

/** Whether the signal was sent; a process that is gone, or not ours to signal, is not an error here. */
const send = (id: ProcessId, signal: NodeJS.Signals, target = id.pid): boolean => {
  if (!stillThere(id)) return false;
  try {
    return process.kill(target, signal);
  } catch {
    return false;
  }
};
