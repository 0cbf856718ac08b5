import { isRecord } from "../util/json";
import { as, listOf, recordOf, text } from "../util/shape";
import { type Ours, oursOf } from "./labels";

export interface PortRow {
  readonly inner: number;
  readonly protocol: string;
  /** Where it is published, if it is. */
  readonly published?: { readonly host: string; readonly port: number };
}

export type ContainerState =
  | "created"
  | "running"
  | "paused"
  | "restarting"
  | "removing"
  | "exited"
  | "dead"
  | "unknown";

/** A container as lists show it. */
export interface ContainerRow {
  readonly id: string;
  readonly name: string;
  readonly image: string;
  readonly imageId: string;
  readonly state: ContainerState;
  readonly health: "starting" | "healthy" | "unhealthy" | undefined;
  /** In the engine's words: `Up 5 minutes`. */
  readonly status: string;
  readonly ports: readonly PortRow[];
  /** In milliseconds since 1970. */
  readonly created: number;
  readonly labels: Readonly<Record<string, string>>;
  readonly composeProject: string | undefined;
  readonly composeService: string | undefined;
  /** Undefined where it is not one of our emulations'. */
  readonly ours: Ours | undefined;
}

/** Engines differ in what they leave out; what has no id is no container. */
export const rowsOf = (answer: unknown): ContainerRow[] =>
  Array.isArray(answer) ? answer.flatMap((one) => rowOf(one) ?? []) : [];

export const rowOf = (one: unknown): ContainerRow | undefined => {
  if (!isRecord(one) || !text(one["Id"])) return undefined;
  const labels = as(recordOf(text), one["Labels"]) ?? {};
  const status = textIn(one, "Status");
  return {
    id: one["Id"],
    name: (as(listOf(text), one["Names"])?.[0] ?? one["Id"].slice(0, 12)).replace(/^\//, ""),
    image: textIn(one, "Image"),
    imageId: textIn(one, "ImageID"),
    state: states.find((state) => state === one["State"]) ?? stateOf(status),
    health: healthOf(status),
    status,
    ports: portsOf(one["Ports"]),
    created: Number(one["Created"] ?? 0) * 1000,
    labels,
    composeProject: labels["com.docker.compose.project"],
    composeService: labels["com.docker.compose.service"],
    ours: oursOf(labels),
  };
};

const textIn = (record: Readonly<Record<string, unknown>>, key: string): string =>
  as(text, record[key]) ?? "";

const states = ["created", "running", "paused", "restarting", "removing", "exited", "dead"] as const;

const stateOf = (status: string): ContainerState => {
  if (/\(Paused\)/.test(status)) return "paused";
  return beginnings.find(([begins]) => status.startsWith(begins))?.[1] ?? "unknown";
};

const beginnings: readonly (readonly [string, ContainerState])[] = [
  ["Up", "running"],
  ["Exited", "exited"],
  ["Created", "created"],
  ["Restarting", "restarting"],
  ["Dead", "dead"],
  ["Removal", "removing"],
];

const healthOf = (status: string): ContainerRow["health"] => {
  const word = /\((?:health: )?(starting|healthy|unhealthy)\)/.exec(status)?.[1];
  return (["starting", "healthy", "unhealthy"] as const).find((one) => one === word);
};

/** An IPv6 address beside the IPv4 one says nothing new. */
const portsOf = (ports: unknown): PortRow[] => {
  const rows = new Map<string, PortRow>();
  for (const port of (Array.isArray(ports) ? ports : []).flatMap((one) => portOf(one) ?? [])) {
    const key = `${port.inner}/${port.protocol}/${port.published?.port}`;
    if (rows.get(key)?.published?.host.includes(":") ?? true) rows.set(key, port);
  }
  return [...rows.values()].sort((a, b) => a.inner - b.inner || a.protocol.localeCompare(b.protocol));
};

const portOf = (port: unknown): PortRow | undefined => {
  if (!isRecord(port) || typeof port["PrivatePort"] !== "number") return undefined;
  const { PrivatePort: inner, PublicPort: outer, IP: ip, Type: type } = port;
  const published = typeof outer === "number" && { host: text(ip) ? ip : "0.0.0.0", port: outer };
  return { inner, protocol: text(type) ? type : "tcp", ...(published && { published }) };
};
