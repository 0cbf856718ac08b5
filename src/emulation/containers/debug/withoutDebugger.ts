import { inputFailure } from "../../../util/problem";
import type { Run } from "../../run";
import type { EngineAtWork } from "../engines";
import type { ContainerService } from "../wanted";

/** What can't be debugged starts all the same, and it is said. */
export const runsWithoutDebugger = (
  run: Pick<Run, "debugged"> & { readonly events: Pick<Run["events"], "fire"> },
  service: ContainerService,
  at?: Pick<EngineAtWork, "name" | "isHere">,
): boolean => {
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

/** Their debuggers would have to be in the image, and to fit those that are here. */
const notInside: Readonly<Record<string, string>> = { go: "Go", native: "native" };

const whyNot = (
  { what, debug }: ContainerService,
  at: Pick<EngineAtWork, "name" | "isHere"> | undefined,
): readonly [is: string, hint: string] | undefined => {
  if (what.kind === "compose")
    return [
      "is of a compose file",
      'Write the one that you want to debug as a service of its own, with "image" or "build".',
    ];
  if (at?.isHere === false)
    return [`is a container on ${at.name}`, "Only containers on this machine's engine can be debugged."];
  const language = debug === undefined ? undefined : notInside[debug.language];
  if (language !== undefined)
    return [
      `is a container with a ${language} program`,
      "Such programs can only be debugged as processes: start it by `run`, without an image.",
    ];
  return undefined;
};
