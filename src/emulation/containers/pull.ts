import type { Engine } from "../../containers/engine";
import { refusal } from "../../containers/failure";
import { requestStream } from "../../containers/request";
import { LineSplitter } from "../../processes/lines";
import type { Line } from "../../processes/types";
import { isRecord } from "../../util/json";
import { parseJson } from "../../util/parseJson";
import { machineFailure } from "../../util/problem";

export interface Pulling {
  readonly signal: AbortSignal;
  readonly onLine: (line: Line) => void;
}

/** The engine tells of each layer as it goes; its last word may be an error behind a good status. */
export const pullImage = async (
  engine: Engine,
  image: string,
  { signal, onLine }: Pulling,
): Promise<void> => {
  const [name, tag] = splitTag(image);
  const query = { fromImage: name, ...(tag === undefined ? {} : { tag }) };
  let failed: string | undefined;
  const splitter = new LineSplitter((text) => {
    const said = parseJson(text);
    if (!isRecord(said)) return;
    if (typeof said["error"] === "string") failed = said["error"];
    const words = [said["id"], said["status"], said["progress"]].filter((one) => typeof one === "string");
    if (words.length > 0) onLine({ time: Date.now(), stream: "stdout", text: words.join(" ") });
  });
  try {
    const stream = await requestStream(engine.docker, {
      path: "/images/create",
      method: "POST",
      query,
      signal,
    });
    for await (const chunk of stream) splitter.push(typeof chunk === "string" ? Buffer.from(chunk) : chunk);
    splitter.end();
  } catch (error) {
    signal.throwIfAborted();
    const { problem } = await refusal(error, engine, `The image ${image} can't be pulled`);
    throw notPulled(image, problem.message);
  }
  if (failed !== undefined) throw notPulled(image, `The image ${image} can't be pulled: ${failed}`);
};

/** A digest is part of the name; a port of a registry is no tag. */
export const splitTag = (image: string): readonly [string, string | undefined] => {
  if (image.includes("@")) return [image, undefined];
  const colon = image.lastIndexOf(":");
  return colon > image.lastIndexOf("/") ? [image.slice(0, colon), image.slice(colon + 1)] : [image, "latest"];
};

const notPulled = (image: string, message: string): Error =>
  machineFailure("image-not-there", message, {
    hint: `Try \`docker pull ${image}\`: a wrong name, a missing login and a registry out of reach look alike.`,
  });
