import type { ContainerCreateOptions, HealthConfig } from "dockerode";
import type { ContainerSpec, Mount, Published } from "./types";

/** The engine's words for a container. Restarts are ours to decide, so that they are seen and said. */
export const creationOf = (spec: ContainerSpec, health?: HealthConfig): ContainerCreateOptions => ({
  name: spec.name,
  Hostname: spec.aliases[0]?.slice(0, 63),
  Image: spec.image,
  Labels: { ...spec.labels },
  Env: Object.entries(spec.env).map(([name, value]) => `${name}=${value}`),
  ExposedPorts: Object.fromEntries(spec.publish.map((port) => [keyOf(port), {}])),
  ...(spec.run && { Cmd: [...spec.run] }),
  ...(spec.entrypoint && { Entrypoint: [...spec.entrypoint] }),
  ...(spec.user === undefined ? {} : { User: spec.user }),
  ...(spec.workdir === undefined ? {} : { WorkingDir: spec.workdir }),
  ...(health && { Healthcheck: health }),
  HostConfig: {
    NetworkMode: spec.network,
    PortBindings: bindingsOf(spec.publish),
    Mounts: spec.mounts.map(mountOf),
    ExtraHosts: [...spec.hosts],
    ...(spec.memory === undefined ? {} : { Memory: spec.memory, MemorySwap: spec.memory }),
  },
  NetworkingConfig: { EndpointsConfig: { [spec.network]: { Aliases: [...spec.aliases] } } },
});

const keyOf = ({ inside }: Published): string => `${inside}/tcp`;

const bindingsOf = (
  publish: readonly Published[],
): Record<string, { HostIp: string; HostPort: string }[]> => {
  const bindings: Record<string, { HostIp: string; HostPort: string }[]> = {};
  for (const port of publish) {
    const binding = { HostIp: port.host, HostPort: port.outside === undefined ? "" : String(port.outside) };
    bindings[keyOf(port)] = [...(bindings[keyOf(port)] ?? []), binding];
  }
  return bindings;
};

const mountOf = (mount: Mount) => ({
  Type: mount.kind === "volume" ? ("volume" as const) : ("bind" as const),
  Source: mount.kind === "volume" ? mount.name : mount.path,
  Target: mount.at,
  ReadOnly: mount.readonly,
});
