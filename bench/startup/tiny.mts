import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { setTimeout as pause } from "node:timers/promises";
import type { Place } from "../orphans/place.mts";
import { answers, type Command, commandOf, listens, startByHand } from "./byHand.mts";
import { type Measured, takingTurns } from "./measure.mts";
import { end } from "./run.mts";

const mayCostMs = 400;
const mayWeighMb = 90;

/** A warm `up`, against its two servers started by hand; and what it weighs while it waits. */
export const measureUp = async (place: Place, runs: number): Promise<Measured[]> => {
  await up(place);
  const commands = (await up(place, { look: commandsOf })).seen ?? [];
  const { ours, hand } = await takingTurns(runs, {
    ours: async () => (await up(place)).ms,
    hand: () => startByHand(commands),
  });
  const weight = (await up(place, { look: ({ pid }) => settledWeight(pid) })).seen ?? Number.NaN;
  return [
    {
      what: "warm up of tiny",
      ours,
      unit: "ms",
      peer: { name: "by hand", value: hand },
      bound: `by hand + ${mayCostMs} ms (it is + ${Math.round(ours - hand)} ms)`,
      holds: ours <= hand + mayCostMs,
    },
    {
      what: "idle command line",
      ours: weight,
      unit: "MB",
      bound: `${mayWeighMb} MB`,
      holds: weight <= mayWeighMb,
    },
  ];
};

interface Ready {
  readonly pid: number;
  readonly line: string;
}

const up = async <T,>(
  { cli, sample, env }: Place,
  { look }: { look?: (ready: Ready) => T | Promise<T> } = {},
): Promise<{ ms: number; seen: T | undefined }> => {
  const began = performance.now();
  const child = spawn(process.execPath, [cli, "up", "tiny", "--json"], {
    cwd: sample,
    env,
    stdio: ["ignore", "pipe", "ignore"],
  });
  const line = await new Promise<string>((resolve, reject) => {
    child.stdout.setEncoding("utf8").once("data", resolve);
    child.once("close", (code) => reject(new Error(`up ended with ${code}`)));
  });
  const ms = performance.now() - began;
  const seen = await look?.({ pid: child.pid ?? 0, line });
  await end(child, "SIGINT");
  return { ms, seen };
};

const commandsOf = ({ line }: Ready): Command[] => {
  const [code, web] = ["codeserver", "webserver"].map((name) => serviceIn(line, name));
  if (code === undefined || web === undefined) throw new Error(`No services in ${line}`);
  return [
    commandOf(code.pid, () => listens(code.port)),
    commandOf(web.pid, () => answers(`http://127.0.0.1:${web.port}/server_info`)),
  ];
};

const serviceIn = (line: string, name: string): { pid: number; port: number } | undefined => {
  const [, pid, port] = new RegExp(`"${name}":\\{"pid":(\\d+),"ports":\\{"\\w+":(\\d+)`).exec(line) ?? [];
  return pid === undefined ? undefined : { pid: Number(pid), port: Number(port) };
};

/** Resident, once it no longer moves. */
const settledWeight = async (pid: number): Promise<number> => {
  for (let last = Number.NaN; ; ) {
    const now = residentMb(pid);
    if (Math.abs(now - last) < 0.5) return now;
    last = now;
    await pause(1_000);
  }
};

const residentMb = (pid: number): number =>
  Number(/^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1]) / 1024;
