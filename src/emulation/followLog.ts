import type { FollowLog } from "../checks/types";
import type { Run } from "./run";

/** What a service said so far and says from now on. */
export const followLog =
  (run: Run): FollowLog =>
  (service, onLine) => {
    for (const [name, lines] of run.recent) {
      if (service === undefined || service === name) for (const { text } of lines.all()) onLine(text);
    }
    return run.events.on((event) => {
      if (event.kind === "line" && (service === undefined || service === event.service))
        onLine(event.line.text);
    });
  };
