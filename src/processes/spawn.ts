import { identifyLater, processTable } from "./identity";
import { type Launched, launch } from "./launch";
import { LineSplitter } from "./lines";
import { thisPlatform } from "./platform";
import { linuxRow } from "./procfs";
import { type StopRequest, stopTree } from "./stopping";
import { newRunToken, tokenVariable } from "./tokens";
import { callVariable } from "./toolCall";
import type { Exited, Line, ProcessId, RunningProcess, SpawnSpec } from "./types";

/** Starts a process in a group of its own, found again by its token whatever becomes of it. */
export const start = async (spec: SpawnSpec): Promise<RunningProcess> => {
  const token = spec.token ?? newRunToken();
  const lines = lineDelivery(spec.onLine);
  const own = spec.own && { [callVariable]: spec.own };
  const launched = await launch({ ...spec, env: { ...spec.env, ...own, [tokenVariable]: token } }, lines);
  const id = await identityOf(launched.pid);
  const survivors: ProcessId[] = [];
  const exited = launched.drained.then(async ({ exited: how, held }) => {
    if (held) survivors.push(...(await sessionOf(launched.pid)));
    return how;
  });
  const found = spec.own ? { token: spec.own, variable: callVariable } : { token };
  return { id, exited, stop: stopper(launched, exited, () => [id, ...survivors], found) };
};

export const defaultGraceMs = 5000;

const stopper =
  (
    launched: Launched,
    exited: Promise<Exited>,
    roots: () => ProcessId[],
    found: Pick<StopRequest, "token" | "variable">,
  ) =>
  async (graceMs = defaultGraceMs): Promise<void> => {
    await stopTree({ roots: roots(), ...found, graceMs });
    await exited;
    launched.close();
  };

const lineDelivery = (onLine: SpawnSpec["onLine"]) => {
  const splitter = (stream: Line["stream"]): LineSplitter =>
    new LineSplitter((text) => onLine?.({ time: Date.now(), stream, text }));
  const splitters = { stdout: splitter("stdout"), stderr: splitter("stderr") };
  return (stream: Line["stream"], chunk: Uint8Array | undefined): void =>
    chunk ? splitters[stream].push(chunk) : splitters[stream].end();
};

/** Even a process that already ended is a zombie until we return to the event loop, so that Linux knows it. */
const identityOf = async (pid: number): Promise<ProcessId> => {
  const row = thisPlatform === "linux" ? linuxRow(pid) : await identifyLater(pid);
  return { pid, startedAt: row?.startedAt ?? "ended" };
};

/** Asked right after the leader's end, when its number can't yet be another's. */
const sessionOf = async (leader: number): Promise<ProcessId[]> =>
  (await processTable())
    .filter((row) => row.pid !== leader && (row.session === leader || row.group === leader))
    .map(({ pid, startedAt }) => ({ pid, startedAt }));
