import { argumentsOf, bodyOf, type Event, listOf, type Request, type Response } from "./message";

const resuming = new Set(["continue", "reverseContinue", "next", "stepIn", "stepOut", "stepBack"]);
const over = new Set(["terminated", "exited"]);

type Thread = number | "unknown";

/** Which threads stand still. A stop that overtakes the answer to the step that led to it is not undone by it. */
export class Stops {
  readonly #told: (paused: boolean) => void;
  readonly #threads = new Set<Thread>();
  /** By thread: when it stopped, counted in stops. */
  readonly #stopped = new Map<Thread, number>();
  readonly #asked = new Map<number, number>();
  #count = 0;
  /** The stop that all threads stand still since; threads that we hear of only later do, too. */
  #allSince: number | undefined;
  #paused = false;

  constructor(told: (paused: boolean) => void) {
    this.#told = told;
  }

  get paused(): boolean {
    return this.#paused;
  }

  request({ seq, command }: Request): void {
    if (resuming.has(command)) this.#asked.set(seq, this.#count);
  }

  response(response: Response, request: Request): void {
    if (request.command === "threads" && response.success) this.#hearOf(listOf(bodyOf(response)["threads"]));
    const until = this.#asked.get(request.seq);
    this.#asked.delete(request.seq);
    if (until === undefined || !response.success) return;
    const alone =
      argumentsOf(request)["singleThread"] === true || bodyOf(response)["allThreadsContinued"] === false;
    this.#resume(alone ? threadOf(argumentsOf(request)) : "all", until);
  }

  event(event: Event): void {
    const body = bodyOf(event);
    if (event.event === "stopped") this.#stop(threadOf(body), body["allThreadsStopped"] === true);
    else if (event.event === "thread") this.#thread(threadOf(body), body["reason"] === "exited");
    else if (event.event === "continued")
      this.#resume(body["allThreadsContinued"] === true ? "all" : threadOf(body), this.#count);
    else if (over.has(event.event)) this.clear();
  }

  /** Nothing stands still any more, as after the debugger's end; tells which threads there were. */
  clear(): number[] {
    const known = [...this.#threads].filter((one) => one !== "unknown");
    this.#threads.clear();
    this.#asked.clear();
    this.#resume("all", this.#count);
    return known;
  }

  #stop(thread: Thread, all: boolean): void {
    this.#count++;
    this.#threads.add(thread);
    this.#stopped.set(thread, this.#count);
    if (all) {
      this.#allSince = this.#count;
      for (const one of this.#threads) this.#stopped.set(one, this.#count);
    }
    this.#tell();
  }

  #thread(thread: Thread, exited: boolean): void {
    if (!exited) return void this.#threads.add(thread);
    this.#threads.delete(thread);
    this.#resume(thread, this.#count);
  }

  #hearOf(threads: readonly Record<string, unknown>[]): void {
    for (const { id } of threads) {
      if (typeof id !== "number" || this.#threads.has(id)) continue;
      this.#threads.add(id);
      if (this.#allSince !== undefined) this.#stopped.set(id, this.#allSince);
    }
  }

  #resume(which: Thread | "all", until: number): void {
    for (const [one, since] of this.#stopped) {
      if ((which === "all" || one === which) && since <= until) this.#stopped.delete(one);
    }
    if (this.#allSince !== undefined && this.#allSince <= until) this.#allSince = undefined;
    this.#tell();
  }

  #tell(): void {
    const paused = this.#stopped.size > 0;
    if (paused === this.#paused) return;
    this.#paused = paused;
    this.#told(paused);
  }
}

const threadOf = ({ threadId }: Record<string, unknown>): Thread =>
  typeof threadId === "number" ? threadId : "unknown";
