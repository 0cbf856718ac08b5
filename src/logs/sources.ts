import { segmentFile, servicesIn } from "../capture/segmentNames";
import type { EmulationFolder } from "../emulation/emulationFolder";
import { parsePlan } from "../emulation/parsePlan";
import type { Plan } from "../emulation/plan";
import { readIfThere } from "../util/files";
import { Failure } from "../util/problem";
import type { LogSource } from "./view";

/** A source and the file that holds its lines. */
export interface StoredSource {
  readonly source: LogSource;
  readonly file: string;
}

/** All that an emulation has logs of by now, in the order of its scenario. */
export const sourcesOf = async (folder: EmulationFolder): Promise<StoredSource[]> => {
  const plan = await planOf(folder);
  const order = Object.keys(plan?.settled.services ?? {});
  const place = (service: string): number => {
    const at = order.indexOf(service);
    return at === -1 ? order.length : at;
  };
  return (await servicesIn(folder.logs))
    .map((service) => ({
      source: sourceOf(folder, service, plan),
      file: segmentFile(folder.logs, service, 0),
    }))
    .sort((a, b) => place(a.source.service) - place(b.source.service));
};

const sourceOf = (folder: EmulationFolder, service: string, plan: Plan | undefined): LogSource => {
  const settled = plan?.settled.services[service];
  const engine = settled?.what.kind === "process" ? undefined : settled?.engine;
  return {
    id: `${folder.id}/${service}`,
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
