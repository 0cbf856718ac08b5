import type { ComposeService } from "../compose/project";
import { prepareCompose } from "../compose/startCompose";
import type { Run } from "../run";
import { runsWithoutDebugger } from "./debug/withoutDebugger";
import { haveImage } from "./image";
import { type Prepared, prepareContainer, serviceSpec } from "./startContainer";
import type { ContainerService } from "./wanted";
import { containerCommands } from "./wantedText";

/** A service that runs on an engine, as the state machine of services takes it. */
export const prepareOnEngine = async (
  run: Run,
  service: ContainerService,
  signal: AbortSignal,
): Promise<Prepared> => {
  // Its tree may have been edited since.
  if (service.what.kind === "build" && run.services.has(service.name))
    await haveImage(run, service.name, signal);
  if (!isCompose(service)) return prepareContainer(run, service, signal);
  runsWithoutDebugger(run, service);
  const byHand = containerCommands(service, run.plan.settled).join(" && ");
  return prepareCompose(run, service, signal, serviceSpec(run, service, byHand));
};

const isCompose = (service: ContainerService): service is ComposeService => service.what.kind === "compose";
