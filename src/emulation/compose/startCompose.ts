import { runInside } from "../../containers/runInside";
import { lastSaid } from "../../services/container/containerPorts";
import { healthProbe } from "../../services/container/health";
import { listenersInside, listensInside } from "../../services/container/listeners";
import type { Probe, ServicePorts } from "../../services/types";
import { systemClock } from "../../util/time";
import { followed } from "../containers/engines";
import { marksOf, nameOf } from "../containers/ownership";
import type { Prepared } from "../containers/startContainer";
import type { Run } from "../run";
import { ComposeRun, type Member } from "./members";
import { type ComposeService, makeProject, type Project } from "./project";

/** The services of a compose file as one service of the scenario, each with a log of its own. */
export const prepareCompose = async (
  run: Run,
  service: ComposeService,
  signal: AbortSignal,
  plain: Prepared["plain"],
): Promise<Prepared> => {
  const project = await makeProject(run, service, signal);
  const { name, side } = service;
  const compose = new ComposeRun(project, marksOf(run), (of, line) =>
    run.events.fire({
      kind: "line",
      service: `${name}/${of}`,
      side,
      line: { ...line, text: run.secrets.mask(line.text) },
    }),
  );
  run.engines.keep(`${followed}${name}`, compose);
  return { plain, ports: composePorts(run, service, compose) };
};

const composePorts = (run: Run, service: ComposeService, compose: ComposeRun): ServicePorts => {
  const { project } = compose;
  const { engine } = project.at;
  const placeOf = (port: number) => {
    const name = Object.entries(run.values.ports.get(service.name) ?? {}).find(
      ([, one]) => one === port,
    )?.[0];
    return project.ports.get(name ?? "");
  };
  const first = (): string => {
    const of = [...project.ports.values()][0]?.service;
    return (compose.members.find((one) => one.service === of) ?? compose.members[0])?.id ?? "";
  };
  return {
    clock: systemClock,
    spawn: () => compose.start((members) => connectAll(run, service, project, members)),
    survivors: async () => [],
    isListening: async (port) => {
      const place = placeOf(port);
      const member = compose.members.find((one) => one.service === place?.service);
      return place !== undefined && member !== undefined && listensInside(engine, member.id, place.inside);
    },
    listeners: async () =>
      (await Promise.all(compose.members.map(({ id }) => listenersInside(engine, id)))).flatMap(
        (all) => all ?? [],
      ),
    runInside: async (argv, signal) => lastSaid(await runInside(engine, first(), argv, { signal })),
    health: () => healthOfAll(compose),
  };
};

/** Under names that no other copy has: its own names are known in the project's own networks. */
const connectAll = async (
  run: Run,
  { name }: ComposeService,
  { at }: Project,
  members: readonly Member[],
): Promise<void> => {
  const network = at.engine.docker.getNetwork(nameOf(run.id));
  for (const { id, service } of members) {
    const info = await at.engine.docker.getContainer(id).inspect();
    const { Networks } = info.NetworkSettings;
    if (nameOf(run.id) in Networks || /^(host|none|container:)/.test(info.HostConfig.NetworkMode ?? ""))
      continue;
    await network.connect({ Container: id, EndpointConfig: { Aliases: [`${name}-${service}`] } });
  }
};

const healthOfAll = async (compose: ComposeRun): Promise<Probe | undefined> => {
  const { engine } = compose.project.at;
  const found = await Promise.all(
    compose.members.map(async ({ id, service }) => ({ service, probe: await healthProbe(engine, id) })),
  );
  const probes = found.flatMap(({ service, probe }) => (probe === undefined ? [] : [{ service, probe }]));
  if (probes.length === 0) return undefined;
  return {
    before: probes.map(({ service, probe }) => `${service}: ${probe.before}`).join("; "),
    ask: async (signal) => {
      const answers = await Promise.all(
        probes.map(async ({ service, probe }) => {
          const why = await probe.ask(signal);
          return why === undefined ? [] : [`${service}: ${why}`];
        }),
      );
      return answers.flat().join("; ") || undefined;
    },
  };
};
