import { servicesIn } from "../capture/segmentNames";
import { engineOf } from "../emulation/containers/engines";
import type { EmulationFolder } from "../emulation/emulationFolder";
import { parsePlan } from "../emulation/parsePlan";
import type { Plan } from "../emulation/plan";
import { readIfThere } from "../util/files";
import { Failure } from "../util/problem";
import type { LogSource } from "./view";

/** What an emulation has logs of by now and is not known yet, in the order of its scenario. */
export const newSourcesOf = async (
  folder: EmulationFolder,
  known: ReadonlySet<string>,
): Promise<LogSource[]> => {
  const services = (await servicesIn(folder.logs)).filter((service) => !known.has(idOf(folder, service)));
  // Asked again and again while one follows, so a plan is read only for somebody new.
  if (services.length === 0) return [];
  const plan = await planOf(folder);
  const order = Object.keys(plan?.settled.services ?? {});
  const place = (service: string): number => {
    const at = order.indexOf(service);
    return at === -1 ? order.length : at;
  };
  return services.sort((a, b) => place(a) - place(b)).map((service) => sourceOf(folder, service, plan));
};

const idOf = (folder: EmulationFolder, service: string): string => `${folder.id}/${service}`;

const sourceOf = (folder: EmulationFolder, service: string, plan: Plan | undefined): LogSource => {
  const settled = plan?.settled.services[service];
  const engine = settled === undefined || settled.what.kind === "process" ? undefined : engineOf(settled);
  return {
    id: idOf(folder, service),
    service,
    side: settled?.side,
    version: settled?.side === undefined ? undefined : plan?.settled.sides[settled.side]?.version?.name,
    ...(engine === undefined ? {} : { engine }),
  };
};

/** Logs are read even where the plan beside them is of another version of ours, or gone. */
export const planOf = async (folder: EmulationFolder): Promise<Plan | undefined> => {
  const content = await readIfThere(folder.plan);
  if (content === undefined) return undefined;
  try {
    return parsePlan(content.toString("utf8"), folder.plan);
  } catch (error) {
    if (error instanceof Failure) return undefined;
    throw error;
  }
};
