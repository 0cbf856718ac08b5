import type { Platform } from "../processes/platform";
import { newRunToken } from "../processes/tokens";
import type { RunToken } from "../processes/types";
import type { Variables } from "../processes/variables";
import { SshConnections } from "./ssh/connections";

export interface ContainersOptions {
  /** For sockets; ours alone, made when it is needed. */
  readonly folder: string;
  readonly env: Variables;
  readonly token?: RunToken;
  /** The system's ssh, with options before all others. */
  readonly ssh?: readonly [string, ...string[]];
  readonly platform?: Platform;
}

/** What engines need of this machine. One for a process: it holds the connections that engines share. */
export interface ContainersWorld {
  readonly connections: SshConnections;
  readonly env: Variables;
  /** Ends all connections that are still held. */
  dispose(): Promise<void>;
}

export const containersWorld = ({
  folder,
  env,
  token,
  ssh,
  platform,
}: ContainersOptions): ContainersWorld => {
  const connections = new SshConnections({
    folder,
    env,
    token: token ?? newRunToken(),
    ssh: ssh ?? ["ssh"],
    ...(platform && { platform }),
  });
  return { connections, env, dispose: () => connections.dispose() };
};
