import { refusal } from "../../containers/failure";
import { openRelay } from "../../processes/relay";
import { isRecord } from "../../util/json";
import { inputFailure, problemOf } from "../../util/problem";
import type { Run } from "../run";
import { refuseConflicts } from "./conflicts";
import { engineRef } from "./engineRef";
import type { EngineAtWork } from "./engines";
import { marksOf, nameOf } from "./ownership";
import { neededFrom } from "./wanted";

/** Where containers find this machine when its gateway is no address of ours, as with Docker's desktops. */
const hostName = "host.docker.internal";

/** A network of the emulation's own, by which its containers know each other and reach what runs beside them. */
export const makeNetwork = async (run: Run, engine: string, signal: AbortSignal): Promise<string> => {
  const at = await run.engines.use(engine, signal);
  await refuseConflicts(run.plan.settled, at, run.values.ports, signal);
  const name = nameOf(run.id);
  run.journal.write({ kind: "engine", engine: engineRef(at.engine.spec.host), what: "network", name });
  const gateway = await createNetwork(run, at, name);
  await openWays(run, at, gateway);
  return name;
};

const createNetwork = async (
  run: Run,
  { engine }: EngineAtWork,
  name: string,
): Promise<string | undefined> => {
  try {
    const options = { Name: name, Labels: marksOf(run), CheckDuplicate: true };
    const network = await engine.docker.createNetwork(options);
    const inspected: unknown = await network.inspect();
    return gatewayIn(inspected);
  } catch (error) {
    throw await refusal(error, engine, `The network ${name} can't be made`);
  }
};

const gatewayIn = (network: unknown): string | undefined => {
  const ipam = isRecord(network) ? network["IPAM"] : undefined;
  const config: unknown = isRecord(ipam) ? ipam["Config"] : undefined;
  const gateways = (Array.isArray(config) ? config : []).map((one: unknown) =>
    isRecord(one) ? one["Gateway"] : undefined,
  );
  return gateways.filter((one) => typeof one === "string").find((one) => !one.includes(":"));
};

/** Programs stay on loopback; what their neighbours in containers name of them is passed on from the gateway. */
const openWays = async (run: Run, at: EngineAtWork, gateway: string | undefined): Promise<void> => {
  const needed = neededFrom(run.plan.settled, at.name);
  if (needed.length === 0) return;
  if (!at.isHere) throw notFromThere(at.name, needed);
  const ways = new Map(run.values.relayed.get(at.name));
  for (const service of needed) {
    const ports = run.values.ports.get(service) ?? {};
    ways.set(service, { engine: at.name, ...(await openWay(run, gateway, ports)) });
  }
  run.values.relayed.set(at.name, ways);
};

interface Way {
  readonly host: string;
  readonly ports: Readonly<Record<string, number>>;
}

const openWay = async (
  run: Run,
  gateway: string | undefined,
  ports: Readonly<Record<string, number>>,
): Promise<Way> => {
  if (gateway === undefined) return { host: hostName, ports };
  const opened: Record<string, number> = {};
  for (const [name, port] of Object.entries(ports)) {
    const relay = await openRelay({ host: gateway }, { host: "127.0.0.1", port }).catch(notOurs);
    if (relay === undefined) return { host: hostName, ports };
    run.engines.owned.add(relay);
    opened[name] = relay.port;
  }
  return { host: gateway, ports: opened };
};

/** The engine runs in a machine of its own, which has the gateway; it leads that name to our loopback. */
const notOurs = (error: unknown): undefined => {
  if (problemOf(error).message.includes("EADDRNOTAVAIL")) return undefined;
  throw error;
};

const notFromThere = (engine: string, services: readonly string[]): Error =>
  inputFailure(
    "not-reachable",
    `Containers on ${engine} name ${services.join(", ")}, which runs here and can't be reached from there`,
    { hint: "Let both run on the same engine, or the container that asks on this machine's." },
  );
