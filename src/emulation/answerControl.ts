import { z } from "zod";
import { inputFailure } from "../util/problem";
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
      return await emulation.stopAndTell();
    case "action":
      return await sendOne(emulation, args);
    case "restart":
      return await emulation.restartService(serviceIn(args), never);
    case "start":
      return await emulation.startService(serviceIn(args), never);
    case "halt":
      return await emulation.stopService(serviceIn(args));
    default:
      throw inputFailure("unknown-request", `A running emulation does not understand “${verb}”`);
  }
};

const sending = z.object({ name: z.string(), answers: z.record(z.string(), z.unknown()).default({}) });

const sendOne = async (emulation: Running, args: Readonly<Record<string, unknown>>): Promise<unknown> => {
  const { name, answers } = sending.parse(args);
  return await emulation.act(name, answers, never);
};

const serviceIn = (args: Readonly<Record<string, unknown>>): string => String(args["service"] ?? "");

/** Who asks over the socket has no way to take it back; the emulation's end does. */
const never = new AbortController().signal;
