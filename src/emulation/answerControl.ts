import { z } from "zod";
import { inputFailure } from "../util/problem";
import { nearest } from "../util/text";
import { emulationVariables } from "./emulationVariables";
import type { Running } from "./running";
import { statusOf } from "./status";

/** What another process of the same user may ask of a running emulation. */
export const answerControl = async (
  emulation: Running,
  verb: string,
  args: Readonly<Record<string, unknown>>,
): Promise<unknown> => {
  switch (verb) {
    case "status":
      return statusOf(emulation);
    case "env":
      return emulationVariables(emulation);
    case "stop":
      return await emulation.stop();
    case "action":
      return await sendOne(emulation, args);
    case "restart":
      return await restart(emulation, String(args["service"] ?? ""));
    default:
      throw inputFailure("unknown-request", `A running emulation does not understand “${verb}”`);
  }
};

const sending = z.object({ name: z.string(), answers: z.record(z.string(), z.unknown()).default({}) });

const sendOne = async (emulation: Running, args: Readonly<Record<string, unknown>>): Promise<unknown> => {
  const { name, answers } = sending.parse(args);
  return await emulation.act(name, answers, new AbortController().signal);
};

const restart = async (emulation: Running, name: string): Promise<void> => {
  const service = emulation.services.get(name);
  if (service) return await service.restart();
  const near = nearest(name, emulation.services.keys());
  throw inputFailure("unknown-service", `This emulation has no service “${name}”`, {
    ...(near === undefined ? {} : { hint: `Did you mean ${near}?` }),
  });
};
