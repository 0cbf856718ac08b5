import { finished } from "node:stream/promises";
import { LineSplitter } from "../../processes/lines";
import { contentHash, isRecord } from "../../util/json";
import { parseJson } from "../../util/parseJson";
import { machineFailure } from "../../util/problem";
import type { Engine } from "../engine";
import { refusal } from "../failure";
import { imageId, imagesWith, tagImage } from "../images";
import { labels as ours } from "../labels";
import { requestStream } from "../request";
import { basesOf } from "./bases";
import { type BuildContext, digestOf, readContext } from "./context";
import { packContext } from "./pack";

export interface ImageBuild {
  /** A folder. */
  readonly context: string;
  /** Relative to the context; `Dockerfile` by default. */
  readonly dockerfile?: string;
  readonly args?: Readonly<Record<string, string>>;
  readonly target?: string;
  readonly tag?: string;
  /** Beside our own of the content. The image may serve many emulations, so that it can't be one's. */
  readonly labels?: Readonly<Record<string, string>>;
}

export interface BuildRun {
  readonly signal: AbortSignal;
  readonly onLine?: (line: string) => void;
}

export interface BuiltImage {
  readonly id: string;
  /** What it was built from, as its label says. */
  readonly content: string;
  readonly reused: boolean;
}

/** Builds an image, or finds the one that was built from the very same before. */
export const buildImage = async (engine: Engine, build: ImageBuild, run: BuildRun): Promise<BuiltImage> => {
  const context = await readContext(build.context, build.dockerfile ?? "Dockerfile", run.signal);
  const content = await contentOf(engine, build, context, run.signal);
  const [known] = await imagesWith(engine, { [ours.content]: content }, run.signal);
  const id = known?.id ?? (await runBuild(engine, build, context, content, run));
  if (build.tag !== undefined && !known?.tags.includes(build.tag))
    await tagImage(engine, id, build.tag, run.signal);
  return { id, content, reused: known !== undefined };
};

/** Also of the images it builds upon: a name may mean another one than last time. */
const contentOf = async (
  engine: Engine,
  { args = {}, target, labels }: ImageBuild,
  { entries, dockerfile, dockerfileText }: BuildContext,
  signal: AbortSignal,
): Promise<string> => {
  const bases = await Promise.all(
    basesOf(dockerfileText, args).map(async (name) => [name, await imageId(engine, name, signal)]),
  );
  return contentHash({ files: await digestOf(entries, signal), dockerfile, args, target, labels, bases });
};

const runBuild = async (
  engine: Engine,
  build: ImageBuild,
  context: BuildContext,
  content: string,
  { signal, onLine }: BuildRun,
): Promise<string> => {
  const what = `Building the image of ${build.context}`;
  const heard = newListener(onLine);
  try {
    const stream = await requestStream(engine.docker, {
      path: "/build",
      method: "POST",
      query: {
        dockerfile: context.dockerfile,
        buildargs: build.args ?? {},
        labels: { ...build.labels, [ours.content]: content },
        // The classic builder: every engine has it, and it needs no session beside the request.
        version: "1",
        rm: true,
        forcerm: true,
        ...(build.target !== undefined && { target: build.target }),
      },
      file: await packContext(context.entries, signal),
      signal,
    });
    stream.on("data", heard.chunk);
    await finished(stream);
  } catch (error) {
    throw await refusal(error, engine, what);
  }
  const built = heard.error === undefined ? await newest(engine, content, signal) : undefined;
  if (built !== undefined) return built;
  throw machineFailure("unbuildable", `${what} failed: ${heard.error ?? "the engine made no image"}`, {
    hint: `Mend ${context.dockerfile}, or what it runs; the lines show the step.`,
    lines: heard.lines.slice(-20),
  });
};

const newest = async (engine: Engine, content: string, signal: AbortSignal): Promise<string | undefined> =>
  (await imagesWith(engine, { [ours.content]: content }, signal))[0]?.id;

interface Listener {
  readonly chunk: (chunk: Buffer) => void;
  readonly lines: readonly string[];
  readonly error: string | undefined;
}

/** The engine's messages: lines of the build, states of downloads, an error. */
const newListener = (onLine: BuildRun["onLine"]): Listener => {
  const lines: string[] = [];
  let error: string | undefined;
  const say = (text: string): void => {
    for (const line of text.split("\n").filter((one) => one.trim() !== "")) {
      lines.push(line);
      onLine?.(line);
    }
  };
  const messages = new LineSplitter((line) => {
    const message = parseJson(line);
    if (!isRecord(message)) return;
    const { stream, status, id, error: failed } = message;
    if (typeof stream === "string") say(stream);
    else if (typeof status === "string") say(typeof id === "string" ? `${id}: ${status}` : status);
    if (typeof failed === "string") error = failed;
  });
  return {
    chunk: (chunk) => messages.push(chunk),
    lines,
    get error() {
      return error;
    },
  };
};
