import { isListening } from "../../processes/sockets";
import { isRecord } from "../../util/json";
import { problemOf } from "../../util/problem";
import { sleep } from "../../util/time";
import { argumentsOf, bodyOf, type Message } from "./message";
import type { Subprocess } from "./types";

/** What debuggers say when their target begins a process: a request nowadays, an event of its own in old debugpy. */
export const subprocessIn = (message: Message): Subprocess | undefined => {
  if (message.type === "event")
    return message.event === "debugpyAttach" ? fromConfiguration(bodyOf(message)) : undefined;
  if (message.type !== "request" || message.command !== "startDebugging") return undefined;
  const { request, configuration } = argumentsOf(message);
  return request === "attach" && isRecord(configuration) ? fromConfiguration(configuration) : undefined;
};

const fromConfiguration = (given: Record<string, unknown>): Subprocess | undefined => {
  const { request: _, type: __, ...configuration } = given;
  const at = isRecord(given["connect"]) ? given["connect"] : given;
  const { host, port } = at;
  if (typeof port !== "number") return undefined;
  return {
    name: typeof given["name"] === "string" ? given["name"] : "Subprocess",
    host: typeof host === "string" ? host : "127.0.0.1",
    port,
    configuration,
  };
};

const patienceMs = 10_000;
const everyMs = 40;

/** A probing connection would be taken for the debugger's client, so the system is asked. */
export const untilListening = async (port: number, signal: AbortSignal): Promise<boolean> => {
  const until = Date.now() + patienceMs;
  while (!(await isListening(port))) {
    if (Date.now() > until || signal.aborted) return false;
    await sleep(everyMs, signal);
  }
  return true;
};

/** Elsewhere nobody here can know. */
const isLocal = (host: string): boolean =>
  host === "localhost" || host === "::1" || /^127\./.test(host) || host === "0.0.0.0";

export interface Announcing {
  readonly listening: (port: number, signal: AbortSignal) => Promise<boolean>;
  readonly signal: AbortSignal;
  readonly say: (text: string) => void;
  readonly announce: (child: Subprocess) => void;
}

export const whenListening = async (child: Subprocess, to: Announcing): Promise<void> => {
  try {
    const there = !isLocal(child.host) || (await to.listening(child.port, to.signal));
    if (to.signal.aborted) return;
    if (there) to.announce(child);
    else to.say(`${child.name} can't be debugged: nothing listens at port ${child.port}`);
  } catch (error) {
    if (!to.signal.aborted) to.say(`${child.name} can't be debugged: ${problemOf(error).message}`);
  }
};
