import type { EmulationEvent } from "../../emulation/events";
import { mappingText } from "../../emulation/mappingText";
import type { Plan } from "../../emulation/plan";
import { stepTitle } from "../../emulation/stepTitle";
import type { Problem } from "../../util/problem";
import { duration } from "../../util/text";

/** An event as the debug console shows it; undefined where it would be noise. */
export const eventText = (event: EmulationEvent, plan: Plan): string | undefined => {
  switch (event.kind) {
    case "line":
      return `${[event.side, event.service].filter((part) => part !== undefined).join(" · ")}  ${event.line.text}`;
    case "step":
      return event.state === "running" ? undefined : stepText(event, plan);
    case "state":
      return event.state === "ready" ? "ready" : undefined;
    case "exception":
      return `${event.service} stopped at ${event.record.exception}: ${event.record.text}`;
    case "target":
      return mappingText(event.target);
    case "trouble":
      return problemText(event.problem);
    default:
      return undefined;
  }
};

const stepText = ({ step, state, ms, note }: Extract<EmulationEvent, { kind: "step" }>, plan: Plan): string =>
  `${state === "done" ? "✓" : "✗"} ${stepTitle(step, plan)}${note === undefined ? "" : `  ${note}`}  ${duration(ms)}`;

export const problemText = ({ message, hint, lines }: Problem): string =>
  [message, ...(lines ?? []).map((line) => `    ${line}`), ...(hint === undefined ? [] : [`→ ${hint}`])].join(
    "\n",
  );
