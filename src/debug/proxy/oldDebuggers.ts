import { argumentsOf, type Request } from "./message";
import type { Rule } from "./types";

/** debugpy 1.5.1 dies of a `stackTrace` that leaves out what the protocol lets it leave out. */
export const oldDebuggerRule: Rule = {
  toTarget: (request) => [request.command === "stackTrace" ? withStart(request) : request],
};

const withStart = (request: Request): Request => {
  const args = argumentsOf(request);
  return args["startFrame"] === undefined ? { ...request, arguments: { ...args, startFrame: 0 } } : request;
};
