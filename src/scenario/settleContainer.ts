/** Services that are containers, with what was left to defaults. */
import { parseMemory } from "../util/text";
import type { ServiceData } from "./schema/scenario";
import type { SettledContainer, SettledServiceKind } from "./settled";

type Image = NonNullable<ServiceData["image"]>;
type Build = NonNullable<ServiceData["build"]>;
type Compose = NonNullable<ServiceData["compose"]>;

export const settleImage = (written: Image): SettledServiceKind => {
  const image = typeof written === "string" ? { image: written } : written;
  return { kind: "image", image: image.image, container: containerOf(image) };
};

export const settleBuild = (written: Build): SettledServiceKind => {
  const build = typeof written === "string" ? { context: written } : written;
  const { context = ".", args = {}, dockerfile, target } = build;
  return {
    kind: "build",
    context,
    args,
    ...(dockerfile === undefined ? {} : { dockerfile }),
    ...(target === undefined ? {} : { target }),
    container: containerOf(build),
  };
};

export const settleCompose = (written: Compose): SettledServiceKind => {
  const compose = typeof written === "string" ? { file: written } : written;
  const { file = [], services = [], profiles = [], envFiles = [] } = compose;
  return {
    kind: "compose",
    files: typeof file === "string" ? [file] : file,
    services,
    profiles,
    envFiles,
  };
};

type Running = Partial<Omit<Exclude<Build, string>, "context" | "dockerfile" | "args" | "target">>;

const containerOf = ({ volumes, memory, run, entrypoint, user, workdir }: Running): SettledContainer => {
  const bytes = memory === undefined ? undefined : parseMemory(memory);
  return {
    volumes: volumes ?? [],
    ...(run === undefined ? {} : { run }),
    ...(entrypoint === undefined ? {} : { entrypoint }),
    ...(user === undefined ? {} : { user }),
    ...(workdir === undefined ? {} : { workdir }),
    ...(bytes === undefined ? {} : { memory: bytes }),
  };
};
