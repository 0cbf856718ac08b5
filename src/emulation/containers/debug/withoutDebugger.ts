import { inputFailure } from "../../../util/problem";
import type { Run } from "../../run";
import type { EngineAtWork } from "../engines";
import type { ContainerService } from "../wanted";

/** What can't be debugged starts all the same, and it is said. */
export const runsWithoutDebugger = (run: Run, service: ContainerService, at?: EngineAtWork): boolean => {
  const why = whyNot(service, at);
  if (why === undefined || !run.debugged.delete(service.name)) return why !== undefined;
  const [is, hint] = why;
  const { problem } = inputFailure(
    "no-debugger-inside",
    `${service.name} ${is}, and runs without a debugger`,
    { hint },
  );
  run.events.fire({ kind: "trouble", problem });
  return true;
};

const whyNot = (
  { what, debug }: ContainerService,
  at: EngineAtWork | undefined,
): readonly [is: string, hint: string] | undefined => {
  if (what.kind === "compose")
    return [
      "is of a compose file",
      'Write the one that you want to debug as a service of its own, with "image" or "build".',
    ];
  if (at?.isHere === false)
    return [`is a container on ${at.name}`, "Only containers on this machine's engine can be debugged."];
  if (debug?.language === "go")
    return ["is a container with a Go program", "Go can only be debugged in processes yet: run it as one."];
  return undefined;
};
