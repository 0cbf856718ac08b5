import { resolve } from "node:path";
import { buildImage } from "../../containers/build/buildImage";
import type { Engine } from "../../containers/engine";
import { refusal, statusOf } from "../../containers/failure";
import { labels } from "../../containers/labels";
import type { Line } from "../../processes/types";
import { inputFailure } from "../../util/problem";
import type { Run } from "../run";
import { fillIn, fillRecord, seenFrom } from "../values";
import { engineOf } from "./engines";
import { folderOfService } from "./folder";
import { pullImage } from "./pull";
import { type ContainerService, isContainer } from "./wanted";

/** Sees to it that the image of a service is on its engine; the note says what was done. */
export const haveImage = async (run: Run, name: string, signal: AbortSignal): Promise<string> => {
  const service = run.plan.settled.services[name];
  if (service === undefined || !isContainer(service))
    throw inputFailure("no-container", `${name} is no container in this plan`);
  const { engine } = await run.engines.use(engineOf(service), signal);
  const onLine = (line: Line): void =>
    run.events.fire({
      kind: "output",
      step: `image:${name}`,
      line: { ...line, text: run.secrets.mask(line.text) },
    });
  return service.what.kind === "build"
    ? await build(run, service, engine, { signal, onLine })
    : await pull(run, service, engine, { signal, onLine });
};

interface At {
  readonly signal: AbortSignal;
  readonly onLine: (line: Line) => void;
}

const pull = async (run: Run, service: ContainerService, engine: Engine, at: At): Promise<string> => {
  if (service.what.kind !== "image") return "";
  const image = fillIn(service.what.image, seenFrom(engineOf(service), run.values), service.name);
  run.images.set(service.name, image);
  try {
    await engine.docker.getImage(image).inspect();
    return "there already";
  } catch (error) {
    if (statusOf(error) !== 404) throw await refusal(error, engine, `The image ${image} can't be looked at`);
  }
  await pullImage(engine, image, at);
  return "pulled";
};

const build = async (
  run: Run,
  service: ContainerService,
  engine: Engine,
  { signal, onLine }: At,
): Promise<string> => {
  const { what, name } = service;
  if (what.kind !== "build") return "";
  const values = seenFrom(engineOf(service), run.values);
  const context = resolve(folderOfService(run, service), fillIn(what.context, values, name));
  const built = await buildImage(
    engine,
    {
      context,
      args: fillRecord(what.args, values, name),
      labels: { [labels.scenario]: run.plan.settled.name, [labels.service]: name },
      ...(what.dockerfile === undefined ? {} : { dockerfile: fillIn(what.dockerfile, values, name) }),
      ...(what.target === undefined ? {} : { target: fillIn(what.target, values, name) }),
    },
    { signal, onLine: (text) => onLine({ time: run.world.now(), stream: "stdout", text }) },
  );
  run.images.set(name, built.id);
  return built.reused ? "cached" : "built";
};
