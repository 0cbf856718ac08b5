import { argumentsOf, bodyOf } from "./message";
import type { ProxyHooks, Rule } from "./types";

/** What the proxy can do for either end beyond what the other one can. */
export const capabilitiesRule = ({ subprocess, restartService }: ProxyHooks): Rule => ({
  toTarget: (request) =>
    request.command === "initialize" && subprocess !== undefined
      ? [{ ...request, arguments: { ...argumentsOf(request), supportsStartDebuggingRequest: true } }]
      : [request],
  response: (response, { command }) =>
    command === "initialize" && response.success && restartService !== undefined
      ? { ...response, body: { ...bodyOf(response), supportsRestartRequest: true } }
      : response,
});
