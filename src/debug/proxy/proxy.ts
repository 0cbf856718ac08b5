import type { Listen } from "../../util/events";
import { problemOf } from "../../util/problem";
import { BreakpointIds } from "./breakpointIds";
import { Conversation } from "./conversation";
import { unaskedDefaults } from "./defaults";
import { Hearing } from "./hearing";
import { labelText } from "./label";
import { argumentsOf, isMessage, type Message, type Request } from "./message";
import { makePaths, type Paths } from "./paths";
import { restart } from "./restart";
import { rulesOf } from "./rules";
import { SessionRecord } from "./sessionRecord";
import { Speaker } from "./speaker";
import type { BreakpointScope, EndedBy, ProxyHooks, ProxyOptions, TargetProxy } from "./types";

/** Stands between a client and one target's debugger. */
export const makeProxy = (options: ProxyOptions): TargetProxy => new ProxySession(options);

type Phase = "new" | "connecting" | "starting" | "open" | "restarting" | "over";

const everywhere: BreakpointScope = { sides: [], functions: [], exceptions: {} };

/** Makes sense to a new debugger as well; all else is about threads and frames that are gone. */
const outlivesRestart = /^(set\w*Breakpoints|threads|breakpointLocations|modules|loadedSources)$/;
const leaves = new Set(["disconnect", "terminate"]);

class ProxySession implements TargetProxy {
  readonly #options: ProxyOptions;
  readonly #scope: BreakpointScope;
  readonly #name: string;
  readonly #paths: Paths | undefined;
  readonly #record = new SessionRecord();
  readonly #ids = new BreakpointIds();
  readonly #ending = new AbortController();
  readonly #client = new Speaker();
  readonly #hearing: Hearing;
  readonly #conversation: Conversation;
  #phase: Phase = "new";
  /** What the client asked while there was nobody to hear it. */
  #held: Request[] = [];
  #onLost: (error: Error) => void = () => undefined;
  #leaving = false;
  #told = false;

  constructor(options: ProxyOptions) {
    this.#options = options;
    this.#scope = options.scope ?? everywhere;
    this.#name = `${labelText(options.label)} · ${options.label.service}`;
    this.#paths = options.places && makePaths(options.places);
    this.#hearing = new Hearing(options, this.#client, this.#ending.signal);
    const parts = { options, scope: this.#scope, paths: this.#paths, ids: this.#ids };
    this.#conversation = new Conversation((ownSeq) => rulesOf({ ...parts, ownSeq }), {
      sent: (request) => {
        this.#record.note(request);
        this.#hearing.sent(request);
      },
      response: (said, raw, request) => this.#hearing.response(said, raw, request),
      event: (said, raw) => {
        this.#hearing.event(said, raw, this.#conversation);
        if (this.#hearing.terminated) this.#endedBy("target");
      },
      request: (request) => this.#hearing.request(request, this.#conversation),
      garbage: (text) => this.#client.say(`The debugger of ${this.#name} printed: ${text.trimEnd()}`),
      lost: (why) => this.#lost(why),
    });
  }

  get onDidSendMessage(): Listen<Message> {
    return this.#client.onMessage;
  }

  handleMessage(message: unknown): void {
    if (!isMessage(message)) this.#client.say("The client sent what is no message of the protocol");
    else if (message.type === "request") this.#hearClient(message);
    else this.#conversation.reply(message);
  }

  dispose(): void {
    this.#finish("client");
    this.#conversation.letGo().close();
    this.#client.dispose();
  }

  #hearClient(request: Request): void {
    const restartService = request.command === "restart" ? this.#options.hooks?.restartService : undefined;
    if (this.#phase === "over") this.#answerAfterEnd(request);
    else if (leaves.has(request.command) && this.#phase !== "open") this.#leaveEarly(request);
    else if (restartService !== undefined) void this.#restart(request, restartService);
    else if (this.#phase === "open") this.#forward(request);
    else if (this.#phase === "restarting" && !outlivesRestart.test(request.command))
      this.#refuse(request, "is being restarted");
    else this.#hold(request);
  }

  #forward(request: Request): void {
    if (request.command === "configurationDone" && this.#startsLater(request)) return;
    const leaving = leaves.has(request.command);
    if (leaving) this.#leaving = true;
    this.#conversation.forward(request);
    if (leaving && argumentsOf(request)["restart"] !== true) this.#endedBy("client");
  }

  /** The program is about to run; what it needs first goes first. */
  #startsLater(request: Request): boolean {
    const { start } = this.#hearing;
    if (start.awaited) {
      this.#phase = "starting";
      this.#held.unshift(request);
      void start.come().then(() => {
        if (this.#phase === "starting") this.#goOn();
      });
      return true;
    }
    this.#askDefaults();
    this.#hearing.beforeStart(this.#conversation);
    return false;
  }

  #askDefaults(): void {
    for (const { command, args } of unaskedDefaults(this.#hearing.initialized, this.#record, this.#scope)) {
      void this.#conversation.ask(command, args);
    }
  }

  #hold(request: Request): void {
    this.#held.push(request);
    if (this.#phase === "new") void this.#connect();
  }

  #goOn(): void {
    this.#phase = "open";
    while (this.#phase === "open") {
      const request = this.#held.shift();
      if (request === undefined) return;
      this.#forward(request);
    }
  }

  async #connect(): Promise<void> {
    this.#phase = "connecting";
    try {
      await this.#open();
      this.#goOn();
    } catch (error) {
      this.#giveUp(`The debugger of ${this.#name} can't be reached: ${problemOf(error).message}`);
    }
  }

  async #open(): Promise<void> {
    const { signal } = this.#ending;
    const stream = await this.#options.connect(signal);
    if (signal.aborted) stream.destroy();
    signal.throwIfAborted();
    this.#conversation.open(stream);
  }

  async #restart(request: Request, restartService: NonNullable<ProxyHooks["restartService"]>): Promise<void> {
    if (this.#phase !== "open" || !this.#record.configured)
      return this.#refuse(request, "has not started yet");
    this.#phase = "restarting";
    this.#paths?.forget();
    try {
      await restart({
        conversation: this.#conversation,
        hearing: this.#hearing,
        client: this.#client,
        record: this.#record,
        ids: this.#ids,
        restartService: () => restartService(this.#ending.signal),
        open: () => this.#open(),
        refuse: (one) => this.#refuse(one, "is being restarted"),
        ready: () => {
          this.#hearing.beforeStart(this.#conversation);
          this.#goOn();
        },
        lost: new Promise((_, reject) => {
          this.#onLost = reject;
        }),
      });
      this.#client.answer(request);
    } catch (error) {
      const why = `${this.#name} could not be restarted: ${problemOf(error).message}`;
      this.#client.refuse(request, why);
      this.#giveUp(why);
    }
  }

  #lost(why: string | undefined): void {
    const text = `The connection to the debugger of ${this.#name} was lost${why === undefined ? "" : `: ${why}`}`;
    this.#onLost(new Error(text));
    if (this.#phase === "restarting") return;
    this.#giveUp(this.#leaving || this.#hearing.terminated ? undefined : text);
  }

  /** Nothing more will come: every open question is answered, and the client's session ends. */
  #giveUp(why: string | undefined): void {
    if (this.#phase === "over") return;
    const { unanswered, close } = this.#conversation.letGo();
    close();
    if (why !== undefined) this.#client.say(why);
    const open = [...unanswered, ...this.#held];
    this.#finish(this.#leaving ? "client" : "target");
    for (const request of open) this.#answerAfterEnd(request, why);
    if (!this.#hearing.terminated) this.#client.event("terminated");
    this.#hearing.terminated = true;
  }

  #leaveEarly(request: Request): void {
    this.#leaving = true;
    this.#giveUp(undefined);
    this.#answerAfterEnd(request);
  }

  #answerAfterEnd(request: Request, why?: string): void {
    if (leaves.has(request.command)) this.#client.answer(request);
    else this.#client.refuse(request, why ?? `The debugger of ${this.#name} is gone`);
  }

  #refuse(request: Request, what: string): void {
    this.#client.refuse(request, `${this.#name} ${what}`);
  }

  #finish(by: EndedBy): void {
    this.#phase = "over";
    this.#held = [];
    this.#ending.abort();
    this.#onLost(new Error(`${this.#name} has ended`));
    this.#hearing.stops.clear();
    this.#endedBy(by);
  }

  #endedBy(by: EndedBy): void {
    if (this.#told) return;
    this.#told = true;
    this.#hearing.tell(() => this.#options.hooks?.ended?.(by));
  }
}
