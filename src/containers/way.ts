import type { DisposableStore } from "../util/disposable";
import { Failure, type Problem } from "../util/problem";
import type { Endpoint } from "./client";
import type { Reached } from "./engine";
import type { EngineSpec } from "./host";
import { wayOverSsh } from "./ssh/way";
import type { ContainersWorld } from "./world";

/** How an engine is reached from here. */
export interface Way {
  readonly endpoint: Endpoint;
  readonly host: string;
  readonly reach: (port: number, signal: AbortSignal) => Promise<Reached>;
  /** What only the way itself knows about a failure. */
  readonly explain?: (signal: AbortSignal) => Promise<Failure | undefined>;
}

/** What it takes is the store's. */
export const wayTo = async (
  { name, host }: EngineSpec,
  world: ContainersWorld,
  owned: DisposableStore,
  signal: AbortSignal,
): Promise<Way> => {
  switch (host.kind) {
    case "unix":
    case "npipe":
      return directly("127.0.0.1", { kind: "socket", path: host.path });
    case "tcp":
      return directly(host.host, {
        kind: "tcp",
        host: host.host,
        port: host.port,
        ...(host.tls && { tls: host.tls }),
      });
    case "ssh":
      return wayOverSsh(name, host.target, world.connections, owned, signal);
    case "unusable":
      throw new Failure(host.problem satisfies Problem);
  }
};

const directly = (host: string, endpoint: Endpoint): Way => ({
  endpoint,
  host,
  reach: async (port) => ({ host, port, dispose: () => undefined }),
});
