import type { EmulationEvent } from "../../emulation/events";
import type { Plan } from "../../emulation/plan";
import { stepTitle } from "../../emulation/stepTitle";
import { duration } from "../../util/text";

export interface LogLine {
  readonly level: "info" | "warn" | "error";
  readonly text: string;
}

/** An event as the output channel keeps it; undefined where there is nothing to say. */
export const eventLogLine = (event: EmulationEvent, plan: Plan): LogLine | undefined => {
  switch (event.kind) {
    case "line":
      return info(`[${[event.side, event.service].filter(Boolean).join(" · ")}] ${event.line.text}`);
    case "output":
      return info(`[${event.step}] ${event.line.text}`);
    case "step":
      return stepLine(event, plan);
    case "state":
      return info(event.state === "ended" ? "Everything is put back" : capitalised(event.state));
    case "service":
      return event.state.kind === "failed"
        ? { level: "error", text: `${event.service}: ${event.state.why}` }
        : undefined;
    case "trouble":
      return { level: "warn", text: event.problem.message };
    default:
      return undefined;
  }
};

const stepLine = (
  { step, state, ms, note }: Extract<EmulationEvent, { kind: "step" }>,
  plan: Plan,
): LogLine => {
  const title = stepTitle(step, plan).replaceAll(/\s+/g, " ");
  if (state === "running") return info(`… ${title}`);
  const rest = [note, duration(ms)].filter(Boolean).join("  ");
  return state === "failed"
    ? { level: "error", text: `✗ ${title}  ${rest}` }
    : info(`${marks[state]} ${title}  ${rest}`);
};

const marks = { done: "✓", cancelled: "–" } as const;

const info = (text: string): LogLine => ({ level: "info", text });

const capitalised = (text: string): string => `${text.slice(0, 1).toUpperCase()}${text.slice(1)}`;
