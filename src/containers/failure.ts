import { isRecord } from "../util/json";
import { Failure, machineFailure } from "../util/problem";
import { diagnose } from "./diagnosis";
import type { Engine } from "./engine";

/** What the engine answered to a request, in words; `what` was to be done. */
export const refusal = async (error: unknown, engine: Engine, what: string): Promise<Failure> => {
  if (error instanceof Failure) return error;
  const status = isRecord(error) || error instanceof Error ? statusOf(error) : undefined;
  if (status === undefined) return diagnose(error, engine.spec);
  const said = reasonOf(error);
  const [code, hint] = kinds[status] ?? ["engine-refused", "See the engine's own log for more."];
  return machineFailure(code, `${what}: ${said}`, { hint, cause: error });
};

export const statusOf = (error: unknown): number | undefined =>
  typeof error === "object" && error !== null && "statusCode" in error && typeof error.statusCode === "number"
    ? error.statusCode
    : undefined;

const kinds: Readonly<Record<number, readonly [code: string, hint: string]>> = {
  404: ["not-on-engine", "It is not there (any more): look at what the engine has now."],
  409: [
    "engine-conflict",
    "Its state does not allow that just now: see whether it runs, is paused, or is in use.",
  ],
};

/** The engine's own sentence, without what its client puts around it. */
const reasonOf = (error: unknown): string => {
  const json = typeof error === "object" && error !== null && "json" in error ? error.json : undefined;
  if (isRecord(json) && typeof json["message"] === "string") return json["message"].trim();
  return error instanceof Error ? error.message.trim() : String(error);
};
