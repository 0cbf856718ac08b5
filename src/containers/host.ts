import { inputFailure, type Problem } from "../util/problem";
import { parseSshTarget, type SshTarget, sshText } from "./ssh/target";

export interface TlsFiles {
  readonly ca: string;
  readonly cert: string;
  readonly key: string;
  /** Whether the engine has to prove who it is. */
  readonly verify: boolean;
}

/** Where an engine listens. */
export type EngineHost =
  | { readonly kind: "unix" | "npipe"; readonly path: string }
  | { readonly kind: "tcp"; readonly host: string; readonly port: number; readonly tls?: TlsFiles }
  | { readonly kind: "ssh"; readonly target: SshTarget }
  /** Listed all the same, so that one sees why it can't be reached. */
  | { readonly kind: "unusable"; readonly address: string; readonly problem: Problem };

export interface EngineSpec {
  readonly name: string;
  readonly host: EngineHost;
  readonly from: "scenario" | "context" | "variable" | "socket";
  /** The one that the user's own `docker` talks to. */
  readonly current: boolean;
}

/** As the user wrote it: `unix:///var/run/docker.sock`, `tcp://host:2376`, `ssh://user@host`. */
export const parseHost = (text: string, tls?: TlsFiles): EngineHost => {
  const [, scheme = "", rest = ""] = /^([a-z]+):\/\/(.*)$/i.exec(text) ?? ["", "tcp", text];
  const parsed = readers[scheme.toLowerCase()]?.(rest, tls);
  return parsed ?? { kind: "unusable", address: text, problem: notAHost(text) };
};

/** The same text for the same place. */
export const addressOf = (host: EngineHost): string => {
  switch (host.kind) {
    case "unix":
    case "npipe":
      return `${host.kind}://${host.path}`;
    case "tcp":
      return `tcp://${host.host.includes(":") ? `[${host.host}]` : host.host}:${host.port}`;
    case "ssh":
      return sshText(host.target);
    case "unusable":
      return host.address;
  }
};

type Reader = (rest: string, tls: TlsFiles | undefined) => EngineHost | undefined;

const path =
  (kind: "unix" | "npipe"): Reader =>
  (rest) =>
    rest === "" ? undefined : { kind, path: rest };

const network: Reader = (rest, tls) => {
  const url = URL.canParse(`http://${rest}`) ? new URL(`http://${rest}`) : undefined;
  if (url === undefined || url.hostname === "") return undefined;
  const port = Number(url.port === "" ? (tls ? 2376 : 2375) : url.port);
  return { kind: "tcp", host: url.hostname.replace(/^\[|\]$/g, ""), port, ...(tls && { tls }) };
};

const readers: Readonly<Record<string, Reader>> = {
  unix: path("unix"),
  npipe: path("npipe"),
  tcp: network,
  http: network,
  https: network,
  ssh: (rest) => {
    const target = parseSshTarget(`ssh://${rest}`);
    return target && { kind: "ssh", target };
  },
};

const notAHost = (text: string): Problem =>
  inputFailure("engine-address", `'${text}' is not where an engine can be`, {
    hint: "Write unix:///var/run/docker.sock, tcp://host:2376 or ssh://user@host.",
  }).problem;
