import { type Progress, ProgressLocation, window } from "vscode";
import type { EmulationEvent } from "../../emulation/events";
import type { Plan, Step } from "../../emulation/plan";
import { RunningSteps } from "./runningSteps";

type StepState = Extract<EmulationEvent, { kind: "step" }>["state"];

/** One notification from the click until all is ready, or until all is put back. */
export class LaunchProgress {
  readonly #steps = new RunningSteps();
  #bar: Progress<{ message?: string; increment?: number }> | undefined;
  #message = "";
  #end: () => void = () => undefined;

  constructor(title: string, cancel: () => void) {
    const ended = new Promise<void>((resolve) => {
      this.#end = resolve;
    });
    const options = { location: ProgressLocation.Notification, title, cancellable: true };
    void window.withProgress(options, async (bar, token) => {
      this.#bar = bar;
      bar.report({ message: this.#message });
      token.onCancellationRequested(cancel);
      await ended;
    });
  }

  report(message: string, increment?: number): void {
    this.#message = message;
    this.#bar?.report(increment === undefined ? { message } : { message, increment });
  }

  /** Steps run beside each other: the latest that still runs is named. */
  step(step: Step, state: StepState, plan: Plan): void {
    const message = this.#steps.next(step, state, plan);
    this.report(message ?? this.#message, state === "running" ? 0 : 100 / plan.steps.length);
  }

  end(): void {
    this.#end();
  }
}
