import { finished } from "node:stream/promises";
import { isRecord } from "../util/json";
import type { Engine } from "./engine";
import { refusal } from "./failure";
import { FrameSplitter, type LogStream } from "./frames";
import { inspectContainer, short } from "./operations";
import { requestStream } from "./request";

export interface LogRequest {
  readonly follow?: boolean;
  /** Seconds since 1970, with up to nine digits behind the point. */
  readonly since?: string;
  /** The last so many lines only. */
  readonly tail?: number;
  /** The engine's own time before each line. */
  readonly timestamps?: boolean;
}

/** Delivers what a container wrote, in its order; settles at its end, or when it is told to stop. */
export const followLogs = async (
  engine: Engine,
  id: string,
  wanted: LogRequest,
  deliver: (stream: LogStream, piece: Buffer) => void,
  signal: AbortSignal,
): Promise<void> => {
  const tty = hasTerminal(await inspectContainer(engine, id, signal));
  const splitter = new FrameSplitter(deliver);
  const query = {
    stdout: true,
    stderr: true,
    follow: wanted.follow === true,
    timestamps: wanted.timestamps === true,
    tail: wanted.tail ?? "all",
    ...(wanted.since !== undefined && { since: wanted.since }),
  };
  try {
    const path = `/containers/${encodeURIComponent(id)}/logs`;
    const stream = await requestStream(engine.docker, { path, query, signal });
    stream.on("data", (chunk: Buffer) => (tty ? deliver("stdout", chunk) : splitter.push(chunk)));
    await finished(stream);
  } catch (error) {
    if (!signal.aborted) throw await refusal(error, engine, `Reading the log of container ${short(id)}`);
  }
};

/** Only without one are the two streams kept apart. */
export const hasTerminal = (inspected: unknown): boolean =>
  isRecord(inspected) && isRecord(inspected["Config"]) && inspected["Config"]["Tty"] === true;
