import type Dockerode from "dockerode";
import type { Engine } from "../../../containers/engine";
import { refusal } from "../../../containers/failure";
import { removeContainer } from "../../../containers/operations";
import { creationOf } from "../../../services/container/creation";
import type { ContainerSpec } from "../../../services/container/types";
import { machineFailure } from "../../../util/problem";

/** A container that never runs, in which one looks around as if it were the service's. */
export interface Probe {
  readonly engine: Engine;
  readonly id: string;
  readonly image: Dockerode.ImageInspectInfo;
  readonly cwd: string;
  readonly env: Readonly<Record<string, string>>;
  readonly signal: AbortSignal;
  /** Runs one command of the image in another such container, to its end. */
  readonly run: (argv: readonly string[]) => Promise<string>;
}

export interface Probing {
  readonly engine: Engine;
  readonly spec: ContainerSpec;
  readonly signal: AbortSignal;
  /** Called before anything is made under this name. */
  readonly willMake: (name: string) => void;
}

/** For as long as it takes to look. */
export const withProbe = async <T>(probing: Probing, look: (probe: Probe) => Promise<T>): Promise<T> => {
  const { engine, spec, signal } = probing;
  const image = await engine.docker.getImage(spec.image).inspect();
  return await withContainer(probing, "look", undefined, ({ id }) =>
    look({
      engine,
      id,
      image,
      cwd: spec.workdir ?? (image.Config.WorkingDir || "/"),
      env: { ...variablesOf(image), ...spec.env },
      signal,
      run: (argv) => withContainer(probing, "ask", argv, (container) => outputOf(container, argv, signal)),
    }),
  );
};

/** With the service's own folders, as its program may lie in one of them, but with nothing that others would see. */
const withContainer = async <T>(
  { engine, spec, willMake }: Probing,
  what: string,
  argv: readonly string[] | undefined,
  use: (container: Dockerode.Container) => Promise<T>,
): Promise<T> => {
  const name = `${spec.name}-${what}`;
  const mounts = spec.mounts.flatMap((mount) =>
    mount.kind === "folder" ? [{ ...mount, readonly: true }] : [],
  );
  const command = argv === undefined ? {} : { entrypoint: argv, run: [] };
  const {
    HostConfig,
    NetworkingConfig: _,
    ...creation
  } = creationOf({
    ...spec,
    ...command,
    name,
    mounts,
    publish: [],
  });
  willMake(name);
  const container = await engine.docker
    .createContainer({
      ...creation,
      HostConfig: { ...HostConfig, NetworkMode: "none", LogConfig: { Type: "json-file", Config: {} } },
    })
    .catch(async (error: unknown) => {
      throw await refusal(error, engine, `The image ${spec.image} can't be looked into`);
    });
  try {
    return await use(container);
  } finally {
    await removeContainer(engine, container.id);
  }
};

const outputOf = async (
  container: Dockerode.Container,
  argv: readonly string[],
  signal: AbortSignal,
): Promise<string> => {
  const abortSignal = AbortSignal.any([signal, AbortSignal.timeout(longestMs)]);
  await container.start({ abortSignal });
  const ended: unknown = await container.wait({ abortSignal });
  const text = (await container.logs({ stdout: true, stderr: true })).toString("latin1");
  if (exitOf(ended) === 0) return text;
  throw machineFailure("no-interpreter", `In its image \`${argv[0]}\` does not run: ${printable(text)}`, {
    hint: 'Correct the image, or take "debug" away: the service runs without it too.',
  });
};

const longestMs = 60_000;

const exitOf = (ended: unknown): unknown =>
  typeof ended === "object" && ended !== null && "StatusCode" in ended ? ended.StatusCode : undefined;

const printable = (text: string): string =>
  text
    // The engine's frames have heads that no person should see.
    .replaceAll(/[^\x20-\x7e\n]+/g, "")
    .trim()
    .split("\n")
    .at(-1) ?? "";

const variablesOf = ({ Config }: Dockerode.ImageInspectInfo): Record<string, string> =>
  Object.fromEntries(
    (Config.Env ?? []).map((text) => {
      const at = text.indexOf("=");
      return [text.slice(0, at), text.slice(at + 1)];
    }),
  );
