import { asTyped } from "../../processes/quoting";
import type { Settled } from "../../scenario/settled";
import { type ContainerService, runningOf } from "./wanted";

/** What one would type for a service's container; what only an emulation knows stays as it is in the scenario. */
export const containerCommands = (
  service: ContainerService,
  settled: Settled,
  fill: (text: string) => string = (text) => text,
): string[] => commandsOf(service, settled).map((words) => asTyped(words.map(fill)));

const commandsOf = (service: ContainerService, settled: Settled): string[][] => {
  const { what, name } = service;
  if (what.kind === "compose") return [composeCommand(service)];
  const image = what.kind === "image" ? what.image : `${name}:${versionOf(service, settled)}`;
  const build = what.kind === "build" ? [buildCommand(what, image)] : [];
  return [...build, runCommand(service, settled, image)];
};

const versionOf = ({ side }: ContainerService, { sides }: Settled): string =>
  (sides[side ?? ""]?.version?.name ?? "latest").replaceAll(/[^\w.-]+/g, "-");

const buildCommand = (
  what: Extract<ContainerService["what"], { kind: "build" }>,
  image: string,
): string[] => [
  "docker",
  "build",
  "--tag",
  image,
  ...(what.dockerfile === undefined ? [] : ["--file", what.dockerfile]),
  ...(what.target === undefined ? [] : ["--target", what.target]),
  ...Object.entries(what.args).flatMap(([name, value]) => ["--build-arg", `${name}=${value}`]),
  what.context,
];

const runCommand = (service: ContainerService, { sides }: Settled, image: string): string[] => {
  const { name, ports, env, side } = service;
  const { run = [], entrypoint = [], volumes = [], user, workdir, memory } = runningOf(service.what) ?? {};
  const [program, ...more] = entrypoint;
  return [
    ...["docker", "run", "--rm", "--name", name, "--network", "backcompat"],
    ...Object.values(ports).flatMap(({ container, fixed, preferred }) => [
      "--publish",
      `127.0.0.1:${fixed ?? preferred ?? ""}:${container}`,
    ]),
    ...volumes.flatMap((volume) => ["--volume", volume]),
    ...Object.entries({ ...sides[side ?? ""]?.env, ...env }).flatMap(([key, value]) => [
      "--env",
      `${key}=${value}`,
    ]),
    ...(user === undefined ? [] : ["--user", user]),
    ...(workdir === undefined ? [] : ["--workdir", workdir]),
    ...(memory === undefined ? [] : ["--memory", String(memory)]),
    ...(program === undefined ? [] : ["--entrypoint", program]),
    image,
    ...more,
    ...run,
  ];
};

const composeCommand = ({ what }: ContainerService): string[] =>
  what.kind !== "compose"
    ? []
    : [
        ...["docker", "compose"],
        ...what.files.flatMap((file) => ["--file", file]),
        ...what.profiles.flatMap((profile) => ["--profile", profile]),
        ...what.envFiles.flatMap((file) => ["--env-file", file]),
        ...["up", ...what.services],
      ];
