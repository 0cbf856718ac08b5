import { spawn } from "node:child_process";
import { connect } from "node:net";
import { Duplex } from "node:stream";
import { makeProxy } from "../../../src/debug/proxy/proxy";
import { serveProxy } from "../../../src/debug/proxy/serve";
import type {
  EndedBy,
  ExceptionRecord,
  ProxyHooks,
  ProxyOptions,
  Subprocess,
} from "../../../src/debug/proxy/types";
import type { Attachment } from "../../../src/languages/types";
import { DapClient } from "../../support/dapClient";
import { streamPair } from "../../unit/debug/proxy/fakeTarget";

/** What the proxy told its host. */
export class Told {
  readonly paused: boolean[] = [];
  readonly exceptions: ExceptionRecord[] = [];
  readonly children: Subprocess[] = [];
  readonly ended: EndedBy[] = [];

  get hooks(): ProxyHooks {
    return {
      paused: (now) => this.paused.push(now),
      exception: (record) => this.exceptions.push(record),
      subprocess: (child) => this.children.push(child),
      ended: (by) => this.ended.push(by),
    };
  }
}

export const connectTo = (port: number): Promise<Duplex> =>
  new Promise((resolve, reject) => {
    const socket = connect(port, "127.0.0.1", () => resolve(socket));
    socket.once("error", reject);
  });

export const portOf = ({ adapter }: Attachment): number => {
  if (adapter.kind !== "port") throw new Error(`No port: ${adapter.kind}`);
  return adapter.port;
};

/** A client of the specification at the one end of a proxy. */
export const clientThrough = (options: Omit<ProxyOptions, "label">): DapClient => {
  const label = { side: "userCode", version: "1.0.0", service: "grpc" };
  const [near, far] = streamPair();
  const served = serveProxy(far, makeProxy({ label, ...options }));
  return new DapClient(near, near, () => served.dispose());
};

/** Up to where breakpoints may be set. */
export const begin = async (client: DapClient, { request, arguments: args }: Attachment): Promise<void> => {
  const capabilities = { adapterID: "test", linesStartAt1: true, columnsStartAt1: true, pathFormat: "path" };
  await client.request("initialize", capabilities);
  const attached = client.request(request, args);
  attached.catch(() => undefined);
  await Promise.race([client.event("initialized"), attached.then(() => client.event("initialized"))]);
};

/** An adapter over stdio as one stream; it ends with it. */
export const startAdapter = ({ adapter }: Attachment): Duplex => {
  if (adapter.kind !== "program") throw new Error(`No program: ${adapter.kind}`);
  const [file = "", ...args] = adapter.argv;
  const child = spawn(file, args, { stdio: ["pipe", "pipe", "inherit"] });
  const stream = Duplex.from({ readable: child.stdout, writable: child.stdin });
  stream.once("close", () => child.kill("SIGKILL"));
  return stream;
};
