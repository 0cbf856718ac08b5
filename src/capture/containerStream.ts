import type { Readable } from "node:stream";
import { throwIfAborted } from "../util/time";
import type { MessageReader } from "./containerMessages";

export interface StreamRead {
  readonly reader: MessageReader;
  /** Where lines wait for the disk, the engine waits too. */
  readonly drained: () => Promise<void> | undefined;
  /** Whether a stream that is silent for long may still have something to say; asked again and again. */
  readonly isAlive: () => Promise<boolean>;
  readonly silenceMs: number;
  readonly signal: AbortSignal;
}

/**
 * Reads to the end of the stream, or until it is given up; rejects where it breaks. A connection that died without a
 * word (a tunnel, a machine that slept) delivers nothing for ever, so silence is looked into.
 */
export const readStream = async (stream: Readable, read: StreamRead): Promise<"ended" | "given up"> => {
  const end = (): void => void stream.destroy();
  if (read.signal.aborted) end();
  read.signal.addEventListener("abort", end, { once: true });
  const silence = watchSilence(stream, read);
  try {
    for await (const chunk of stream) {
      silence.heard();
      read.reader.push(chunk);
      const drained = read.drained();
      if (drained !== undefined) await drained;
    }
    throwIfAborted(read.signal, "Reading a log");
    return silence.wasCut() ? "given up" : "ended";
  } catch (error) {
    if (!silence.wasCut()) throw error;
    return "given up";
  } finally {
    silence.end();
    read.signal.removeEventListener("abort", end);
    end();
  }
};

interface Silence {
  readonly heard: () => void;
  /** Whether the stream was given up. */
  readonly wasCut: () => boolean;
  readonly end: () => void;
}

const watchSilence = (stream: Readable, { isAlive, silenceMs }: StreamRead): Silence => {
  let heard = false;
  let ended = false;
  let cut = false;
  let timer: NodeJS.Timeout | undefined;
  const look = async (): Promise<void> => {
    if (heard) heard = false;
    else if (!(await isAlive()) && !heard) {
      cut = true;
      stream.destroy();
    }
    if (!ended) next();
  };
  const next = (): void => {
    timer = setTimeout(() => void look(), silenceMs);
  };
  next();
  return {
    heard: () => {
      heard = true;
    },
    wasCut: () => cut,
    end: () => {
      ended = true;
      clearTimeout(timer);
    },
  };
};
