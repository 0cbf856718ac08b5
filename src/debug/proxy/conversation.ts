import type { Duplex } from "node:stream";
import { type Asked, InFlight, isOwnSeq } from "./inFlight";
import { Link } from "./link";
import type { Event, Message, Request, Response } from "./message";
import { eventOnTheWayBack, onTheWayBack, onTheWayToTarget } from "./rules";
import { answerTo } from "./speaker";
import type { Rule } from "./types";

export interface ConversationSink {
  /** All that leaves for the target, as it leaves. */
  readonly sent: (request: Request) => void;
  /** The answer to a request of the client, or to one that came of it. */
  readonly response: (said: Response, raw: Response, request: Request) => void;
  readonly event: (said: Event, raw: Event) => void;
  readonly request: (request: Request) => void;
  readonly garbage: (text: string) => void;
  readonly lost: (why: string | undefined) => void;
}

/** What is said with the debugger, over one connection after the other. */
export class Conversation {
  readonly #inFlight = new InFlight();
  readonly #rules: readonly Rule[];
  readonly #sink: ConversationSink;
  #link: Link | undefined;

  constructor(rules: (ownSeq: () => number) => readonly Rule[], sink: ConversationSink) {
    this.#rules = rules(this.#inFlight.ownSeq);
    this.#sink = sink;
  }

  get ownSeq(): () => number {
    return this.#inFlight.ownSeq;
  }

  /** Everything from now on goes over this connection; the one before is left to the caller. */
  open(stream: Duplex): void {
    const link: Link = new Link(stream, {
      message: (message) => this.#hear(message, link),
      garbage: (text) => this.#ifCurrent(link, () => this.#sink.garbage(text)),
      lost: (why) => this.#ifCurrent(link, () => this.#sink.lost(why)),
    });
    this.#link = link;
  }

  /** What was asked stays unanswered by this debugger; it may still print. Closing it is the caller's. */
  letGo(): { readonly unanswered: readonly Request[]; readonly close: () => void } {
    const link = this.#link;
    this.#link = undefined;
    return { unanswered: this.#unanswered(), close: () => link?.close() };
  }

  forward(request: Request): void {
    for (const one of onTheWayToTarget(this.#rules, request)) this.#send(one);
  }

  reply(message: Message): void {
    this.#link?.write(message);
  }

  /** The client hears neither question nor answer. */
  ask(command: string, args?: unknown): Promise<Response> {
    const request: Request = { seq: this.ownSeq(), type: "request", command, arguments: args };
    return new Promise((resolve) => {
      const outgoing = onTheWayToTarget(this.#rules, request);
      outgoing.forEach((one, index) => {
        this.#send(one, index === outgoing.length - 1 ? resolve : undefined);
      });
    });
  }

  /** As it is: rules have had their say when it was said first. */
  repeat(request: Request): Promise<Response> {
    return new Promise((resolve) => this.#send({ ...request, seq: this.ownSeq() }, resolve));
  }

  #send(request: Request, settle?: (response: Response) => void): void {
    this.#inFlight.sent(request, settle);
    this.#sink.sent(request);
    this.#link?.write(request);
  }

  #hear(message: Message, link: Link): void {
    if (link !== this.#link) {
      // An old debugger's last words are still the program's output.
      if (message.type === "event" && message.event === "output") this.#sink.event(message, message);
    } else if (message.type === "response") this.#answered(message);
    else if (message.type === "request") this.#sink.request(message);
    else this.#sink.event(eventOnTheWayBack(this.#rules, message), message);
  }

  #answered(raw: Response): void {
    const asked = this.#inFlight.take(raw.request_seq);
    if (asked === undefined) this.#stray(raw);
    else if (asked.settle !== undefined) asked.settle(raw);
    else {
      const said = onTheWayBack(this.#rules, raw, asked.request);
      if (!isOwnSeq(asked.request.seq)) this.#sink.response(said, raw, asked.request);
    }
  }

  /** Answers nothing that we know of; the client may know. */
  #stray(raw: Response): void {
    const request: Request = { type: "request", seq: raw.request_seq, command: raw.command };
    if (!isOwnSeq(raw.request_seq)) this.#sink.response(raw, raw, request);
  }

  #unanswered(): Request[] {
    return this.#inFlight.takeAll().flatMap((asked) => this.#unansweredOne(asked));
  }

  #unansweredOne({ request, settle }: Asked): Request[] {
    settle?.(answerTo(request, this.ownSeq(), { success: false, message: "the debugger is gone" }));
    return settle === undefined && !isOwnSeq(request.seq) ? [request] : [];
  }

  #ifCurrent(link: Link, then: () => void): void {
    if (link === this.#link) then();
  }
}
