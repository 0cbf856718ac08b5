import { promises as fs } from "node:fs";
import type { Disposable } from "../../util/disposable";
import type { Far, Near } from "./arguments";
import type { SshConnection } from "./connection";
import { freePort } from "./freePort";

/** A way through a connection, open until it is disposed. */
export interface Tunnel<N extends Near = Near> extends Disposable {
  readonly near: N;
}

/** Only this user can use it, where ssh knows sockets; else a port of loopback, which any user here can use. */
export const openTunnel = async (
  connection: SshConnection,
  far: Far,
  signal: AbortSignal,
): Promise<Tunnel> => {
  const near = (await connection.newSocket()) ?? { port: await freePort() };
  return forwarded(connection, near, far, signal);
};

/** For programs that know ports only. */
export const openPortTunnel = async (
  connection: SshConnection,
  far: Far,
  signal: AbortSignal,
): Promise<Tunnel<{ readonly port: number }>> =>
  forwarded(connection, { port: await freePort() }, far, signal);

const forwarded = async <N extends Near>(
  connection: SshConnection,
  near: N,
  far: Far,
  signal: AbortSignal,
): Promise<Tunnel<N>> => {
  await connection.forward(near, far, signal);
  return { near, dispose: () => void close(connection, near, far) };
};

const close = async (connection: SshConnection, near: Near, far: Far): Promise<void> => {
  await connection.cancel(near, far);
  if ("socket" in near) await fs.rm(near.socket, { force: true });
};
