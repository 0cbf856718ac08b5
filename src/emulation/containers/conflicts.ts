import { listContainers } from "../../containers/list";
import type { ContainerRow } from "../../containers/row";
import type { Settled } from "../../scenario/settled";
import { Failure, machineFailure } from "../../util/problem";
import { type EngineAtWork, EnginesAtWork, type FindsEngines, usualEngine } from "./engines";
import { containersIn, enginesIn } from "./wanted";

/** Whose container it is, as its owner would know it. */
export const whoseContainer = ({
  name,
  image,
  ours,
  composeProject,
  composeService,
}: ContainerRow): string => {
  if (ours !== undefined) return `the container ${name} of emulation ${ours.emulation}`;
  if (composeProject !== undefined)
    return `the container ${name} (${composeService ?? image} of the compose project ${composeProject})`;
  return `the container ${name} (${image})`;
};

/** A port that a container holds is listened at by the engine's own program, which says nothing to anybody. */
export const explainTaken = async (
  error: unknown,
  settled: Settled,
  world: FindsEngines,
): Promise<unknown> => {
  const port = error instanceof Failure && error.problem.code === "port-taken" ? portIn(error) : undefined;
  if (port === undefined || !(error instanceof Failure)) return error;
  const engines = new EnginesAtWork(settled.engines, world);
  try {
    for (const name of new Set([...enginesIn(settled), usualEngine])) {
      const holder = await holderOn(engines, name, port);
      if (holder === undefined) continue;
      const message = error.problem.message.replace(
        /which is taken by .*/s,
        `which ${whoseContainer(holder)} has`,
      );
      return taken(message, holder);
    }
    return error;
  } finally {
    engines.dispose();
  }
};

/** Before anything of ours starts; what is in the way is named and left alone. */
export const refuseConflicts = async (
  settled: Settled,
  { engine, name }: EngineAtWork,
  ports: ReadonlyMap<string, Readonly<Record<string, number>>>,
  signal: AbortSignal,
): Promise<void> => {
  const rows = await listContainers(engine, signal);
  for (const service of containersIn(settled).filter((one) => (one.engine ?? usualEngine) === name))
    for (const [port, { fixed }] of Object.entries(service.ports)) {
      const number = ports.get(service.name)?.[port];
      const holder = fixed === undefined || number === undefined ? undefined : holderAmong(rows, number);
      if (holder !== undefined)
        throw taken(
          `${service.name}.${port} needs port ${fixed}, which ${whoseContainer(holder)} has`,
          holder,
        );
    }
};

const portIn = ({ problem }: Failure): number | undefined => {
  const port = Number(/needs port (\d+)/.exec(problem.message)?.[1]);
  return Number.isNaN(port) ? undefined : port;
};

/** An engine that can't be asked holds no port that we could name. */
const holderOn = async (
  engines: EnginesAtWork,
  name: string,
  port: number,
): Promise<ContainerRow | undefined> => {
  const signal = AbortSignal.timeout(askMs);
  try {
    const at = await engines.use(name, signal);
    return at.isHere ? holderAmong(await listContainers(at.engine, signal), port) : undefined;
  } catch (error) {
    if (error instanceof Failure) return undefined;
    throw error;
  }
};

const askMs = 5000;

const holderAmong = (rows: readonly ContainerRow[], port: number): ContainerRow | undefined =>
  rows.find((row) => row.state === "running" && row.ports.some(({ published }) => published?.port === port));

const taken = (message: string, holder: ContainerRow): Failure =>
  machineFailure("port-taken", message, {
    hint: `It is left alone. Stop it (${stopText(holder)}), or let the port be preferred instead of fixed.`,
  });

const stopText = ({ ours, composeProject, name }: ContainerRow): string => {
  if (ours !== undefined) return `backcompat down ${ours.emulation}`;
  return composeProject === undefined ? `docker stop ${name}` : `docker compose -p ${composeProject} stop`;
};
