import type { EmulationEvent } from "../../emulation/events";
import type { Problem } from "../../util/problem";
import { duration } from "../../util/text";

/** An event as the debug console shows it; undefined where it would be noise. */
export const eventText = (event: EmulationEvent): string | undefined => {
  switch (event.kind) {
    case "line":
      return `${[event.side, event.service].filter((part) => part !== undefined).join(" · ")}  ${event.line.text}`;
    case "step":
      return event.state === "running" ? undefined : stepText(event);
    case "state":
      return event.state === "ready" ? "ready" : undefined;
    default:
      return undefined;
  }
};

const stepText = ({ step, state, ms, note }: Extract<EmulationEvent, { kind: "step" }>): string =>
  `${state === "done" ? "✓" : "✗"} ${step.title}${note === undefined ? "" : `  ${note}`}  ${duration(ms)}`;

export const problemText = ({ message, hint, lines }: Problem): string =>
  [message, ...(lines ?? []).map((line) => `    ${line}`), ...(hint === undefined ? [] : [`→ ${hint}`])].join(
    "\n",
  );
