import type { Emulation } from "../../../emulation/emulation";
import type { EmulationEvent } from "../../../emulation/events";
import type { Disposable } from "../../../util/disposable";
import { Emitter } from "../../../util/events";
import type { Known } from "./snapshot";
import type { Sent } from "./state";

/** A debugger that came to a service that runs changes no state of it. */
const tells: ReadonlySet<EmulationEvent["kind"]> = new Set(["step", "state", "service", "target"]);

/** Remembers of one emulation what its events say in passing. */
export class EmulationWatch implements Disposable {
  readonly #changes = new Emitter<void>();
  readonly onChange = this.#changes.on;
  readonly #sent = new Map<string, Sent>();
  readonly #rewritten = new Set<number>();
  readonly #hearing: Disposable;
  #step: string | undefined;

  constructor({ events }: Pick<Emulation, "events">) {
    this.#hearing = events.on((event) => {
      if (this.#hear(event)) this.#changes.fire();
    });
  }

  get known(): Omit<Known, "edited" | "paused"> {
    return { step: this.#step, sent: this.#sent, rewritten: this.#rewritten };
  }

  actionSent(name: string, sent: Sent): void {
    this.#sent.set(name, sent);
    this.#changes.fire();
  }

  dispose(): void {
    this.#hearing.dispose();
    this.#changes.dispose();
  }

  /** Lines come by the thousand and change nothing of what is shown. */
  #hear(event: EmulationEvent): boolean {
    if (event.kind === "step") this.#hearStep(event);
    return tells.has(event.kind);
  }

  #hearStep({ step, state }: Extract<EmulationEvent, { kind: "step" }>): void {
    if (state === "running") this.#step = step.title;
    if (step.kind !== "rewrite") return;
    if (state === "done") this.#rewritten.add(step.rewrite);
    else this.#rewritten.delete(step.rewrite);
  }
}
