import { Agent as HttpAgent } from "node:http";
import { Agent as HttpsAgent } from "node:https";
import type Dockerode from "dockerode";
import { readIfThere } from "../util/files";
import type { TlsFiles } from "./host";

/** Where this process connects to; an engine behind ssh has a socket of ours here. */
export type Endpoint =
  | { readonly kind: "socket"; readonly path: string }
  | { readonly kind: "tcp"; readonly host: string; readonly port: number; readonly tls?: TlsFiles };

/** With nothing taken from `DOCKER_HOST`, which the client would else prefer to what it is told. */
export const clientOf = async (endpoint: Endpoint, version?: string): Promise<Dockerode> => {
  const { default: Docker } = await import("dockerode");
  return new Docker({ ...none, ...(await place(endpoint)), version });
};

const none = {
  host: undefined,
  port: undefined,
  socketPath: undefined,
  username: undefined,
  ca: undefined,
  cert: undefined,
  key: undefined,
  timeout: undefined,
} as const;

const place = async (endpoint: Endpoint) => {
  if (endpoint.kind === "socket")
    return { socketPath: endpoint.path, protocol: "http" as const, agent: new HttpAgent() };
  const { host, port, tls } = endpoint;
  const address = host.includes(":") ? `[${host}]` : host;
  if (!tls) return { host: address, port, protocol: "http" as const, agent: new HttpAgent() };
  const agent = new HttpsAgent({ ...(await proofs(tls)), rejectUnauthorized: tls.verify });
  return { host: address, port, protocol: "https" as const, agent };
};

/** An engine may want no proof of us, or prove itself by a well known authority. */
const proofs = async ({ ca, cert, key }: TlsFiles) => {
  const [caText, certText, keyText] = await Promise.all([ca, cert, key].map(readIfThere));
  return {
    ...(caText && { ca: caText }),
    ...(certText && keyText && { cert: certText, key: keyText }),
  };
};
