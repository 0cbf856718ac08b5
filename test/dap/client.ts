import { connect } from "node:net";
import { PassThrough, type Readable, type Writable } from "node:stream";
import { z } from "zod";
import type { ParentSession } from "../../src/debug/adapter/parentSession";

/** Only what the protocol says of every message; written from its specification, not from our adapter. */
const message = z.discriminatedUnion("type", [
  z.object({ type: z.literal("event"), seq: z.number(), event: z.string(), body: z.unknown().optional() }),
  z.object({
    type: z.literal("response"),
    seq: z.number(),
    request_seq: z.number(),
    success: z.boolean(),
    command: z.string(),
    message: z.string().optional(),
    body: z.unknown().optional(),
  }),
  z.object({
    type: z.literal("request"),
    seq: z.number(),
    command: z.string(),
    arguments: z.unknown().optional(),
  }),
]);

export type Message = z.infer<typeof message>;
export type Response = Extract<Message, { type: "response" }>;
export type Request = Extract<Message, { type: "request" }>;
type Event = Extract<Message, { type: "event" }>;

/** A client of the Debug Adapter Protocol over two streams. */
export class DapClient {
  /** All that went over the wire, in its order. */
  readonly transcript: { readonly from: "client" | "adapter"; readonly message: unknown }[] = [];
  /** Answers what the adapter asks; what it throws becomes the refusal. */
  onRequest: (request: Request) => Promise<unknown> = ({ command }) =>
    Promise.reject(new Error(`no ${command}`));
  readonly closed: Promise<void>;

  readonly #output: Writable;
  readonly #waiting = new Map<number, (response: Response) => void>();
  readonly #events: Event[] = [];
  #looking: (() => void)[] = [];
  #seq = 1;
  #rest = Buffer.alloc(0);

  constructor(input: Readable, output: Writable) {
    this.#output = output;
    this.closed = new Promise((resolve) => input.once("close", () => resolve()));
    input.on("data", (chunk: Buffer) => this.#take(chunk));
    input.on("error", () => undefined);
    output.on("error", () => undefined);
  }

  send(command: string, args: unknown = {}): Promise<Response> {
    return new Promise((resolve) => {
      // Before it is sent: an adapter in this process may answer at once.
      this.#waiting.set(this.#seq, resolve);
      this.#write({ type: "request", command, arguments: args });
    });
  }

  /** Like `send`, for what has to be granted. */
  async ask(command: string, args: unknown = {}): Promise<unknown> {
    const { success, message: why, body } = await this.send(command, args);
    if (!success) throw new Error(`${command} was refused: ${why} ${JSON.stringify(body)}`);
    return body;
  }

  /** The first such event, from the beginning. */
  event(name: string, fits: (body: unknown) => boolean = () => true): Promise<unknown> {
    return new Promise((resolve) => {
      const look = (): void => {
        const found = this.#events.find(({ event, body }) => event === name && fits(body));
        if (found) resolve(found.body);
        else this.#looking.push(look);
      };
      look();
    });
  }

  events(name: string): unknown[] {
    return this.#events.filter(({ event }) => event === name).map(({ body }) => body);
  }

  #write(content: object): void {
    const seq = this.#seq++;
    const text = JSON.stringify({ seq, ...content });
    this.transcript.push({ from: "client", message: { seq, ...content } });
    this.#output.write(`Content-Length: ${Buffer.byteLength(text)}\r\n\r\n${text}`);
  }

  #take(chunk: Buffer): void {
    this.#rest = Buffer.concat([this.#rest, chunk]);
    for (;;) {
      const head = this.#rest.indexOf("\r\n\r\n");
      const length = Number(/Content-Length: (\d+)/i.exec(this.#rest.subarray(0, head).toString())?.[1]);
      if (head < 0 || this.#rest.length < head + 4 + length) return;
      const text = this.#rest.subarray(head + 4, head + 4 + length).toString("utf8");
      this.#rest = this.#rest.subarray(head + 4 + length);
      this.#hear(message.parse(JSON.parse(text)));
    }
  }

  #hear(heard: Message): void {
    this.transcript.push({ from: "adapter", message: heard });
    if (heard.type === "response") this.#waiting.get(heard.request_seq)?.(heard);
    if (heard.type === "request") this.#answer(heard);
    if (heard.type !== "event") return;
    this.#events.push(heard);
    const looking = this.#looking;
    this.#looking = [];
    for (const look of looking) look();
  }

  #answer(request: Request): void {
    const { command, seq } = request;
    const answer = { type: "response", request_seq: seq, command };
    void this.onRequest(request).then(
      (body) => this.#write({ ...answer, success: true, body }),
      (error: unknown) => this.#write({ ...answer, success: false, message: String(error) }),
    );
  }
}

/** The adapter in this process, spoken to over streams as another process would. */
export const clientOf = (session: ParentSession): DapClient => {
  const [toAdapter, toClient] = [new PassThrough(), new PassThrough()];
  session.setRunAsServer(true);
  session.start(toAdapter, toClient);
  return new DapClient(toClient, toAdapter);
};

export const clientAt = (port: number): Promise<DapClient> =>
  new Promise((resolve, reject) => {
    const socket = connect(port, "127.0.0.1");
    socket.once("error", reject);
    socket.once("connect", () => resolve(new DapClient(socket, socket)));
  });
