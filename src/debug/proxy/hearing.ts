import { problemOf } from "../../util/problem";
import type { Conversation } from "./conversation";
import { EntryStop } from "./entryStop";
import { exceptionAt, exceptionRecord } from "./exceptions";
import { bodyOf, type Event, type Request, type Response } from "./message";
import { PassingExceptions } from "./passingExceptions";
import { answerTo, type Speaker } from "./speaker";
import { StartStop } from "./startStop";
import { Stops } from "./stops";
import { subprocessIn, untilListening, whenListening } from "./subprocesses";
import type { ProxyHooks, ProxyOptions, Subprocess } from "./types";

/** What the target says reaches the client, and whoever else wants to know. */
export class Hearing {
  readonly stops = new Stops((paused) => this.tell(() => this.#hooks.paused?.(paused)));
  /** The debugger's own answer to `initialize`. */
  initialized: Response | undefined;
  /** Takes the next `initialized` event, which then isn't for the client. */
  onInitialized: (() => void) | undefined;
  terminated = false;
  readonly start: StartStop;
  readonly #entry = new EntryStop();
  readonly #passing = new PassingExceptions();
  readonly #options: ProxyOptions;
  readonly #hooks: ProxyHooks;
  readonly #client: Speaker;
  readonly #signal: AbortSignal;

  constructor(options: ProxyOptions, client: Speaker, signal: AbortSignal) {
    this.#options = options;
    this.start = new StartStop(options.startsStopped === true);
    this.#hooks = options.hooks ?? {};
    this.#client = client;
    this.#signal = signal;
  }

  /** What leaves for the target. */
  sent(request: Request): void {
    this.stops.request(request);
    this.#passing.request(request);
  }

  response(said: Response, raw: Response, request: Request): void {
    if (request.command === "initialize") this.initialized = raw;
    this.stops.response(raw, request);
    this.#client.pass(said);
  }

  event(said: Event, raw: Event, conversation: Conversation): void {
    const child = this.#hooks.subprocess && subprocessIn(raw);
    if (child !== undefined) this.#meet(child);
    else if (raw.event === "initialized" && this.onInitialized !== undefined) this.onInitialized();
    else if (this.start.takes(raw)) return;
    else if (this.#entry.takes(raw)) void this.#enter(said, raw, conversation);
    else if (this.#passing.takes(raw)) void this.#judge(said, raw, conversation);
    else this.#pass(said, raw, conversation);
  }

  /** The client is about to be done with its configuration, or a new process with ours. */
  beforeStart(conversation: Conversation): void {
    if (this.#options.entry === "pause") void this.#entry.ask(conversation);
  }

  async #enter(said: Event, raw: Event, conversation: Conversation): Promise<void> {
    this.stops.event(raw);
    const shown = await this.#entry.reached(said, conversation);
    if (shown !== undefined) this.#pass(shown, raw, conversation);
  }

  /** Where another thread stands still already, it stays so. */
  async #judge(said: Event, raw: Event, conversation: Conversation): Promise<void> {
    const passes = !this.stops.paused && (await this.#passing.wentOn(raw, conversation));
    if (!passes) this.#pass(said, raw, conversation);
  }

  #pass(said: Event, raw: Event, conversation: Conversation): void {
    if (raw.event === "terminated") this.terminated = true;
    // A client in this process may answer before this returns: by then the stop must count.
    this.stops.event(raw);
    this.#client.pass(said);
    if (this.#hooks.exception !== undefined && exceptionAt(raw))
      void this.#recordException(raw, conversation);
  }

  request(request: Request, conversation: Conversation): void {
    const child = this.#hooks.subprocess && subprocessIn(request);
    if (child === undefined) this.#client.pass(request);
    else {
      conversation.reply(answerTo(request, conversation.ownSeq(), { success: true }));
      this.#meet(child);
    }
  }

  /** The client learns that the process is gone, threads and all, and a new one to come. */
  forgetProcess(): void {
    this.start.again();
    const { paused } = this.stops;
    const threads = this.stops.clear();
    if (paused) this.#client.event("continued", { threadId: threads[0] ?? 0, allThreadsContinued: true });
    for (const threadId of threads) this.#client.event("thread", { reason: "exited", threadId });
  }

  /** Whoever listens may fail without harm to the session. */
  tell(hook: () => void): void {
    try {
      hook();
    } catch (error) {
      this.#client.say(problemOf(error).message);
    }
  }

  #meet(child: Subprocess): void {
    void whenListening(child, {
      listening: this.#options.listening ?? untilListening,
      signal: this.#signal,
      say: (text) => this.#client.say(text),
      announce: (there) => this.tell(() => this.#hooks.subprocess?.(there)),
    });
  }

  async #recordException(stopped: Event, conversation: Conversation): Promise<void> {
    const canAsk = this.initialized && bodyOf(this.initialized)["supportsExceptionInfoRequest"] === true;
    const ask = canAsk ? conversation.ask.bind(conversation) : undefined;
    const record = await exceptionRecord(stopped, this.#options.label, ask);
    this.tell(() => this.#hooks.exception?.(record));
  }
}
