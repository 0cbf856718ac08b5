import { isRecord } from "../../util/json";

/** What an emulation makes of a compose file, so that two copies of it run at once. */
export interface Wanted {
  /** Also before the names of its containers, networks and volumes. */
  readonly project: string;
  readonly marks: Readonly<Record<string, string>>;
  /** By compose service. */
  readonly marksOf: (service: string) => Readonly<Record<string, string>>;
  /** By compose service: what is published, and where. */
  readonly publish: ReadonlyMap<string, readonly { readonly inside: number; readonly outside: string }[]>;
  /** Undefined where volumes are new each time. */
  readonly keptVolume: ((volume: string) => string) | undefined;
  /** For images that it builds and does not name. */
  readonly imageOf: (service: string) => string;
}

type Json = Record<string, unknown>;

/** The file as compose itself read it, with our labels, names and ports; fixed names and ports would meet another copy's. */
export const rewritten = (config: unknown, wanted: Wanted): Json => {
  const file = isRecord(config) ? config : {};
  const { name: _, ...rest } = file;
  return {
    ...rest,
    services: mapValues(file["services"], (service, name) => serviceOf(service, name, wanted)),
    networks: mapValues(withDefault(file["networks"]), (network) => markedAnew(network, wanted.marks)),
    ...(isRecord(file["volumes"])
      ? { volumes: mapValues(file["volumes"], (volume, name) => volumeOf(volume, name, wanted)) }
      : {}),
  };
};

export const servicesIn = (config: unknown): string[] =>
  isRecord(config) && isRecord(config["services"]) ? Object.keys(config["services"]) : [];

/** The compose service that a port is of: the one that says so, or the only one that has this port inside. */
export const portsInside = (service: unknown): number[] => {
  const listed = isRecord(service) ? [service["ports"], service["expose"]] : [];
  return listed
    .flatMap((one) => (Array.isArray(one) ? one : []))
    .flatMap((port: unknown) => innerPort(port) ?? []);
};

const innerPort = (port: unknown): number | undefined => {
  const inner = isRecord(port) ? port["target"] : port;
  const found = Number(/(\d+)(?:\/\w+)?$/.exec(String(inner))?.[1]);
  return Number.isNaN(found) ? undefined : found;
};

const serviceOf = (service: Json, name: string, wanted: Wanted): Json => {
  const { container_name: _, ports: __, profiles: ___, ...rest } = service;
  const ports = wanted.publish.get(name) ?? [];
  const builds = isRecord(service["build"]) || typeof service["build"] === "string";
  return {
    ...rest,
    labels: { ...labelsIn(service["labels"]), ...wanted.marksOf(name) },
    ...(builds && service["image"] === undefined ? { image: wanted.imageOf(name) } : {}),
    ...(ports.length === 0 ? {} : { ports: ports.map(({ inside, outside }) => `${outside}:${inside}`) }),
  };
};

/** Labels come as a list or a record. */
const labelsIn = (labels: unknown): Json => {
  if (isRecord(labels)) return labels;
  const list = Array.isArray(labels) ? labels : [];
  return Object.fromEntries(
    list.map((one: unknown) => {
      const [name = "", ...value] = String(one).split("=");
      return [name, value.join("=")];
    }),
  );
};

const withDefault = (networks: unknown): Json => ({ default: {}, ...(isRecord(networks) ? networks : {}) });

const isExternal = (thing: Json): boolean => thing["external"] !== undefined && thing["external"] !== false;

/** A fixed name would be another copy's too; what is not the project's own stays as it is. */
const markedAnew = (thing: Json, marks: Readonly<Record<string, string>>): Json => {
  if (isExternal(thing)) return thing;
  const { name: _, ...rest } = thing;
  return { ...rest, labels: { ...labelsIn(thing["labels"]), ...marks } };
};

const volumeOf = (volume: Json, name: string, { keptVolume, marks }: Wanted): Json =>
  keptVolume === undefined || isExternal(volume)
    ? markedAnew(volume, marks)
    : { ...volume, name: keptVolume(name) };

const mapValues = (record: unknown, one: (value: Json, name: string) => Json): Json =>
  Object.fromEntries(
    Object.entries(isRecord(record) ? record : {}).map(([name, value]) => [
      name,
      one(isRecord(value) ? value : {}, name),
    ]),
  );
