import type { ContainerSpec, Mount } from "../../services/container/types";

/** What one would type to get the same container by hand. */
export const dockerRun = (spec: Omit<ContainerSpec, "labels">): string[] => {
  const { run = [], entrypoint = [] } = spec;
  const [program, ...more] = entrypoint;
  return [
    "docker",
    "run",
    "--name",
    spec.name,
    "--network",
    spec.network,
    ...spec.aliases.flatMap((alias) => ["--network-alias", alias]),
    ...spec.publish.flatMap(({ host, outside, inside }) => [
      "--publish",
      `${host}:${outside ?? ""}:${inside}`,
    ]),
    ...spec.mounts.flatMap((mount) => ["--volume", mountText(mount)]),
    ...Object.entries(spec.env).flatMap(([name, value]) => ["--env", `${name}=${value}`]),
    ...spec.hosts.flatMap((host) => ["--add-host", host]),
    ...(spec.user === undefined ? [] : ["--user", spec.user]),
    ...(spec.workdir === undefined ? [] : ["--workdir", spec.workdir]),
    ...(spec.memory === undefined ? [] : ["--memory", String(spec.memory)]),
    ...(program === undefined ? [] : ["--entrypoint", program]),
    spec.image,
    ...more,
    ...run,
  ];
};

const mountText = (mount: Mount): string =>
  `${mount.kind === "volume" ? mount.name : mount.path}:${mount.at}${mount.readonly ? ":ro" : ""}`;
