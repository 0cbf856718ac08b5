import { type ChildProcess, spawn } from "node:child_process";
import { connect } from "node:net";
import type { Duplex, Readable, Writable } from "node:stream";
import { isRecord } from "../../src/util/json";

export type Body = Readonly<Record<string, unknown>>;

export interface DapEvent {
  readonly event: string;
  readonly body: Body;
}

/** A small DAP client from the specification: requests with their answers, events in order, reverse requests. */
export class DapClient {
  readonly events: DapEvent[] = [];
  /** What the adapter asked of us, such as `startDebugging`. */
  readonly asked: { readonly command: string; readonly arguments: Body }[] = [];
  readonly #out: Writable;
  readonly #close: () => void;
  readonly #answers = new Map<number, (message: Body) => void>();
  #listeners: (() => void)[] = [];
  #seq = 0;
  #buffer = Buffer.alloc(0);
  #closed = false;

  constructor(input: Readable, out: Writable, close: () => void) {
    this.#out = out;
    this.#close = close;
    input.on("data", (chunk: Buffer) => this.#read(chunk));
    for (const end of ["end", "close", "error"]) input.on(end, () => this.#end());
    out.on("error", () => this.#end());
  }

  /** The body of the answer; a refusal is an error. */
  request(command: string, args: unknown = {}): Promise<Body> {
    const seq = ++this.#seq;
    return new Promise((resolve, reject) => {
      if (this.#closed) return reject(new Error(`${command}: the connection is closed`));
      this.#answers.set(seq, (message) => {
        if (message["success"] === true) resolve(record(message["body"]));
        else reject(new Error(`${command}: ${JSON.stringify(message["message"] ?? message)}`));
      });
      this.#send({ seq, type: "request", command, arguments: args });
    });
  }

  /** The first event of that name, past or to come, that `accept` takes; each is given out once. */
  async event(name: string, accept: (body: Body) => boolean = () => true): Promise<Body> {
    for (;;) {
      const at = this.events.findIndex(({ event, body }) => event === name && accept(body));
      const found = at < 0 ? undefined : this.events.splice(at, 1)[0];
      if (found) return found.body;
      if (this.#closed) throw new Error(`closed while waiting for ${name}; ${JSON.stringify(this.events)}`);
      await this.#somethingNew();
    }
  }

  /** Waits until the adapter asks for that. */
  async reverse(command: string): Promise<Body> {
    for (;;) {
      const found = this.asked.find((one) => one.command === command);
      if (found) return found.arguments;
      if (this.#closed) throw new Error(`closed while waiting for ${command}`);
      await this.#somethingNew();
    }
  }

  close(): void {
    this.#close();
    this.#end();
  }

  #somethingNew(): Promise<void> {
    return new Promise((resolve) => this.#listeners.push(resolve));
  }

  #send(message: Body): void {
    const text = JSON.stringify(message);
    this.#out.write(`Content-Length: ${Buffer.byteLength(text)}\r\n\r\n${text}`);
  }

  #read(chunk: Buffer): void {
    this.#buffer = Buffer.concat([this.#buffer, chunk]);
    for (;;) {
      const head = this.#buffer.indexOf("\r\n\r\n");
      const length = Number(/Content-Length: (\d+)/i.exec(this.#buffer.toString("latin1", 0, head))?.[1]);
      if (head < 0 || this.#buffer.length < head + 4 + length) return;
      const text = this.#buffer.toString("utf8", head + 4, head + 4 + length);
      this.#buffer = this.#buffer.subarray(head + 4 + length);
      this.#take(record(JSON.parse(text)));
    }
  }

  #take(message: Body): void {
    if (message["type"] === "response") {
      const seq = Number(message["request_seq"]);
      this.#answers.get(seq)?.(message);
      this.#answers.delete(seq);
    }
    if (message["type"] === "event")
      this.events.push({ event: String(message["event"]), body: record(message["body"]) });
    if (message["type"] === "request") {
      this.asked.push({ command: String(message["command"]), arguments: record(message["arguments"]) });
      this.#send({
        seq: ++this.#seq,
        type: "response",
        request_seq: message["seq"],
        success: true,
        command: message["command"],
      });
    }
    this.#wake();
  }

  #end(): void {
    this.#closed = true;
    for (const answer of this.#answers.values()) answer({ success: false, message: "the connection closed" });
    this.#answers.clear();
    this.#wake();
  }

  #wake(): void {
    const listeners = this.#listeners;
    this.#listeners = [];
    for (const wake of listeners) wake();
  }
}

export const connectDap = (port: number): Promise<DapClient> =>
  new Promise((resolve, reject) => {
    const socket: Duplex = connect(port, "127.0.0.1", () => {
      resolve(new DapClient(socket, socket, () => socket.destroy()));
    });
    socket.once("error", reject);
  });

/** An adapter that speaks over its stdio. */
export const spawnDap = (
  argv: readonly string[],
): { readonly client: DapClient; readonly process: ChildProcess } => {
  const [file = "", ...args] = argv;
  const child = spawn(file, args, { stdio: ["pipe", "pipe", "inherit"] });
  return { client: new DapClient(child.stdout, child.stdin, () => child.kill("SIGKILL")), process: child };
};

const record = (value: unknown): Body => (isRecord(value) ? value : {});
