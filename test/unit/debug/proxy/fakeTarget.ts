import { Duplex } from "node:stream";
import { FrameReader, writeFrame } from "../../../../src/debug/proxy/framing";
import { isMessage, type Message, type Request, type Response } from "../../../../src/debug/proxy/message";
import { makeProxy } from "../../../../src/debug/proxy/proxy";
import type { ProxyOptions, TargetProxy } from "../../../../src/debug/proxy/types";

/** Two ends of one connection, in memory. */
export const streamPair = (): [Duplex, Duplex] => {
  const makeEnd = (other: () => Duplex): Duplex =>
    new Duplex({
      read: () => undefined,
      write: (chunk, _, done) => {
        other().push(chunk);
        done();
      },
      final: (done) => {
        other().push(null);
        done();
      },
      destroy: (error, done) => {
        if (!other().readableEnded && !other().destroyed) other().push(null);
        done(error);
      },
    });
  const near: Duplex = makeEnd(() => far);
  const far: Duplex = makeEnd(() => near);
  return [near, far];
};

type Answer = (request: Request, target: FakeTarget) => void;

/** A debugger whose answers are the test's. */
export class FakeTarget {
  readonly heard: Message[] = [];
  readonly stream: Duplex;
  readonly #far: Duplex;
  readonly #answers: Readonly<Record<string, Answer>>;
  #seq = 1;

  constructor(answers: Readonly<Record<string, Answer>> = {}) {
    this.#answers = answers;
    [this.stream, this.#far] = streamPair();
    const reader = new FrameReader({ body: (bytes) => this.#hear(bytes), garbage: () => undefined });
    this.#far.on("data", (chunk: Buffer) => reader.push(chunk));
  }

  get requests(): Request[] {
    return this.heard.filter((one) => one.type === "request");
  }

  commands(): string[] {
    return this.requests.map(({ command }) => command);
  }

  of(command: string): Request[] {
    return this.requests.filter((one) => one.command === command);
  }

  event(event: string, body: unknown = {}): void {
    this.#write({ seq: this.#seq++, type: "event", event, body });
  }

  ask(command: string, args: unknown): void {
    this.#write({ seq: this.#seq++, type: "request", command, arguments: args });
  }

  answer(request: Request, body: unknown = {}, success = true): void {
    const { command } = request;
    const message = success ? {} : { message: "no" };
    const seq = this.#seq++;
    this.#write({ seq, type: "response", request_seq: request.seq, command, success, body, ...message });
  }

  raw(text: string | Buffer): void {
    this.#far.write(text);
  }

  die(error?: Error): void {
    if (error !== undefined) this.stream.destroy(error);
    else this.#far.destroy();
  }

  #hear(bytes: Buffer): void {
    const message: unknown = JSON.parse(bytes.toString("utf8"));
    if (!isMessage(message)) throw new Error(`No message: ${bytes.toString("utf8")}`);
    this.heard.push(message);
    if (message.type !== "request") return;
    const answer = this.#answers[message.command];
    if (answer !== undefined) answer(message, this);
    else this.answer(message);
  }

  #write(message: Message): void {
    writeFrame(this.#far, Buffer.from(JSON.stringify(message)));
  }
}

/** A client that asks through a proxy and keeps what it hears. */
export class FakeClient {
  readonly heard: Message[] = [];
  readonly proxy: TargetProxy;
  #seq = 1;

  constructor(options: Partial<ProxyOptions> & Pick<ProxyOptions, "connect">) {
    this.proxy = makeProxy({ label: { side: "userCode", version: "1.0.0", service: "grpc" }, ...options });
    this.proxy.onDidSendMessage((message) => this.heard.push(message));
  }

  send(command: string, args?: unknown): number {
    const seq = this.#seq++;
    this.proxy.handleMessage({ seq, type: "request", command, arguments: args });
    return seq;
  }

  async ask(command: string, args?: unknown): Promise<Response> {
    const seq = this.send(command, args);
    return await this.until((message): message is Response => {
      return message.type === "response" && message.request_seq === seq;
    });
  }

  /** The first message, heard already or to come, that fits. */
  async until<T extends Message>(fits: (message: Message) => message is T): Promise<T> {
    for (let turn = 0, seen = 0; turn < 10_000; turn++) {
      const found = this.heard.slice(seen).find(fits);
      if (found !== undefined) return found;
      seen = this.heard.length;
      await settled();
    }
    throw new Error(`Never heard it; heard ${JSON.stringify(this.heard.slice(-5))}`);
  }

  events(name: string): unknown[] {
    return this.heard.flatMap((one) => (one.type === "event" && one.event === name ? [one.body] : []));
  }
}

/** All that is under way in memory has arrived. */
export const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

export const clientOf = (target: FakeTarget, options: Partial<ProxyOptions> = {}): FakeClient =>
  new FakeClient({ connect: async () => target.stream, ...options });
