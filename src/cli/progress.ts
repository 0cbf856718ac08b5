import type { Emulation } from "../emulation/emulation";
import type { EmulationEvent } from "../emulation/events";
import { lostService } from "../emulation/lostService";
import { stepTitle } from "../emulation/stepTitle";
import type { Disposable } from "../util/disposable";
import { duration } from "../util/text";
import { sayProblem } from "./problemText";
import type { Terminal } from "./terminal";

/** One line for each finished step; on a terminal also a bar with what is being done now. */
export const showProgress = (emulation: Emulation, terminal: Terminal): Disposable => {
  const running = new Map<string, string>();
  let done = 0;
  const bar = (): void => {
    const total = emulation.plan.steps.length;
    const width = Math.round((done / Math.max(total, 1)) * 20);
    const now = [...running.values()].join(", ");
    terminal.status(
      now === "" ? "" : `${"▓".repeat(width)}${"░".repeat(20 - width)} ${done} of ${total}  ${now}`,
    );
  };
  return emulation.events.on((event) => {
    if (event.kind === "output")
      return terminal.status(`${running.get(event.step) ?? ""}: ${event.line.text}`);
    if (event.kind === "trouble") return void sayProblem(event.problem, terminal);
    const lost = lostService(event, emulation);
    if (lost !== undefined) terminal.say(`${terminal.paint("red", "✗")} ${lost}`);
    if (event.kind !== "step") return;
    if (event.state === "running") running.set(event.step.id, stepTitle(event.step, emulation.plan));
    else {
      running.delete(event.step.id);
      done += 1;
      terminal.say(stepLine(event, emulation, terminal));
    }
    bar();
  });
};

type StepEvent = Extract<EmulationEvent, { kind: "step" }>;

const stepLine = ({ step, state, ms, note }: StepEvent, emulation: Emulation, terminal: Terminal): string => {
  const title = `${stepTitle(step, emulation.plan)}${note === undefined || state !== "done" ? "" : `  ${note}`}`;
  return `${markOf(state, terminal)} ${title.padEnd(48)} ${terminal.paint("dim", duration(ms))}`;
};

const markOf = (state: StepEvent["state"], terminal: Terminal): string => {
  if (state === "done") return terminal.paint("green", "✓");
  return state === "failed" ? terminal.paint("red", "✗") : terminal.paint("dim", "–");
};
