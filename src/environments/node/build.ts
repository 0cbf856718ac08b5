import { machineFailure } from "../../util/problem";
import type { Environment } from "../types";

export const buildNode = async (..._: unknown[]): Promise<Environment> => {
  throw machineFailure("unbuildable", "Node environments are not there yet");
};
