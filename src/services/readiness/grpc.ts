import { errorCode } from "../../util/files";
import type { HealthAnswer } from "./grpcHealth";
import { whereItListens } from "./listening";
import { noAnswer, patiently } from "./patience";
import type { Asked, Probe } from "./probe";

/** grpc.health.v1; a server that answers that it has no health service does answer, so it is up. */
export const grpcProbe = (port: number, service: string | undefined, asked: Asked): Probe => {
  const what = `the gRPC health check of 127.0.0.1:${port}${service ? ` for ${service}` : ""}`;
  let refused = false;
  const check = async (signal: AbortSignal): Promise<string | undefined> => {
    try {
      const answer = await checkLoopback(port, service ?? "", signal);
      refused = false;
      return judge(what, answer, service);
    } catch (error) {
      signal.throwIfAborted();
      refused = errorCode(error) === "ECONNREFUSED";
      return `${what} ${refused ? "was refused" : `failed (${wordsOf(error)})`}`;
    }
  };
  return {
    before: noAnswer(what),
    ask: patiently(what, asked, check),
    explain: async () => (refused ? await whereItListens(asked) : undefined),
  };
};

const checkLoopback = async (port: number, service: string, signal: AbortSignal): Promise<HealthAnswer> => {
  // Node's HTTP/2 weighs more than all else that waits here, and few scenarios need it.
  const { checkHealth } = await import("./grpcHealth");
  try {
    return await checkHealth(`http://127.0.0.1:${port}`, service, signal);
  } catch (error) {
    if (errorCode(error) !== "ECONNREFUSED") throw error;
    return await checkHealth(`http://[::1]:${port}`, service, signal).catch(() => {
      throw error;
    });
  }
};

const unimplemented = 12;
const notFound = 5;
const servingStatus = ["UNKNOWN", "SERVING", "NOT_SERVING", "SERVICE_UNKNOWN"];

const judge = (what: string, answer: HealthAnswer, service: string | undefined): string | undefined => {
  const { grpcStatus, serving, message } = answer;
  if (grpcStatus === 0 && serving === 1) return undefined;
  if (grpcStatus === unimplemented && service === undefined) return undefined;
  if (grpcStatus === 0) return `${what} answered ${servingStatus[serving] ?? serving}`;
  const name = { [notFound]: "NOT_FOUND", [unimplemented]: "UNIMPLEMENTED" }[grpcStatus];
  return `${what} answered gRPC status ${name ?? grpcStatus}${message === "" ? "" : ` (${message})`}`;
};

const wordsOf = (error: unknown): string =>
  errorCode(error) ?? (error instanceof Error ? error.message : String(error));
