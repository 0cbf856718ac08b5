import { LineSplitter } from "../../processes/lines";
import { isRecord } from "../../util/json";
import { parseJson } from "../../util/parseJson";
import type { Engine } from "../engine";
import { requestStream } from "../request";

export interface ContainerEvent {
  readonly id: string;
  /** `start`, `die`, `health_status: healthy` … */
  readonly action: string;
  /** In milliseconds since 1970, by the engine's clock. */
  readonly time: number;
}

export interface EventStream {
  /** Settles when the engine says no more, with the error if there was one. */
  readonly ended: Promise<unknown>;
}

/** What happens to containers from now on; once it settles, nothing that happens is missed. */
export const followEvents = async (
  engine: Engine,
  onEvent: (event: ContainerEvent) => void,
  signal: AbortSignal,
): Promise<EventStream> => {
  const query = { filters: JSON.stringify({ type: ["container"] }) };
  const stream = await requestStream(engine.docker, { path: "/events", query, signal });
  const lines = new LineSplitter((line) => {
    const event = eventOf(parseJson(line));
    if (event) onEvent(event);
  });
  stream.on("data", (chunk: Buffer) => lines.push(chunk));
  const ended = new Promise<unknown>((resolve) => {
    stream.once("error", resolve);
    stream.once("end", () => resolve(undefined));
    stream.once("close", () => resolve(undefined));
  });
  return { ended };
};

/** Commands run inside, health checks above all, change nothing that a list shows. */
const quiet = /^(?:exec_|top$|attach|detach|resize|archive-path|extract-to-dir|export)/;

const eventOf = (event: unknown): ContainerEvent | undefined => {
  if (!isRecord(event)) return undefined;
  const actor = isRecord(event["Actor"]) ? event["Actor"] : {};
  const [id, action] = [event["id"] ?? actor["ID"], event["Action"] ?? event["status"]];
  if (typeof id !== "string" || typeof action !== "string" || quiet.test(action)) return undefined;
  return { id, action, time: Number(event["timeNano"] ?? 0) / 1e6 };
};
