import { machineFailure } from "../util/problem";
import type { Environment } from "./types";

export const buildCommands = async (..._: unknown[]): Promise<Environment> => {
  throw machineFailure("unbuildable", "Environments by commands are not there yet");
};
