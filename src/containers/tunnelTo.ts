import { DisposableStore } from "../util/disposable";
import type { Far } from "./ssh/arguments";
import type { SshTarget } from "./ssh/target";
import { openPortTunnel, type Tunnel } from "./ssh/tunnel";
import type { ContainersWorld } from "./world";

/** Any port or socket of a host behind ssh, as a port of loopback here; over the connection that its engine has. */
export const tunnelTo = async (
  target: SshTarget,
  far: Far,
  world: ContainersWorld,
  signal: AbortSignal,
): Promise<Tunnel<{ readonly port: number }>> => {
  const owned = new DisposableStore();
  try {
    const { connection } = owned.add(await world.connections.acquire(target, signal));
    const { near } = owned.add(await openPortTunnel(connection, far, signal));
    return { near, dispose: () => owned.dispose() };
  } catch (error) {
    owned.dispose();
    throw error;
  }
};
