import { identifyLater } from "./identity";
import { type Launched, launch } from "./launch";
import { stopTree } from "./stopping";
import {
  callVariable,
  endedBySignal,
  interruptible,
  lineListener,
  type PreparedCall,
  toolGraceMs,
} from "./toolCall";
import type { ToolOutput } from "./types";

/** Runs a tool as a process of its own group and keeps what it writes. */
export const runPlainly = async (call: PreparedCall): Promise<ToolOutput> => {
  const written = { stdout: [] as Uint8Array[], stderr: [] as Uint8Array[] };
  const listeners = {
    stdout: lineListener("stdout", call.run.onLine),
    stderr: lineListener("stderr", call.run.onLine),
  };
  const { input, ...rest } = call;
  const launched = await launch({ ...rest, ...(input !== undefined && { input }) }, (stream, chunk) => {
    if (chunk === undefined) return listeners[stream]?.end();
    written[stream].push(chunk);
    listeners[stream]?.push(chunk);
  });
  const { exited } = await interruptible(call.title, call.run.signal, launched.drained, () =>
    stopCall(call, launched),
  );
  launched.close();
  return {
    stdout: Buffer.concat(written.stdout).toString(),
    stderr: Buffer.concat(written.stderr).toString(),
    exit: exited.code ?? endedBySignal,
  };
};

const stopCall = async (call: PreparedCall, launched: Launched): Promise<void> => {
  const root = await identifyLater(launched.pid);
  await stopTree({
    roots: root ? [root] : [],
    token: call.token,
    variable: callVariable,
    graceMs: toolGraceMs,
  });
};
