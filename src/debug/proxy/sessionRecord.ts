import type { Request } from "./message";
import { sourcePath } from "./sources";

const begins = new Set(["launch", "attach"]);
const keptWhole = new Set(["setFunctionBreakpoints", "setExceptionBreakpoints"]);

/** Of requests with the same key only the last one counts; undefined for what is no state of the session. */
export const stateKey = (request: Request): string | undefined => {
  if (keptWhole.has(request.command)) return request.command;
  return request.command === "setBreakpoints" ? `setBreakpoints ${sourcePath(request) ?? ""}` : undefined;
};

/** What a debugger was told, as far as the next one must be told it again. */
export class SessionRecord {
  initialize: Request | undefined;
  begin: Request | undefined;
  configured = false;
  readonly #state = new Map<string, Request>();

  note(request: Request): void {
    if (request.command === "initialize") this.initialize = request;
    else if (begins.has(request.command)) this.begin = request;
    else if (request.command === "configurationDone") this.configured = true;
    const key = stateKey(request);
    if (key === undefined) return;
    this.#state.delete(key);
    this.#state.set(key, request);
  }

  has(command: string): boolean {
    return this.#state.has(command);
  }

  get state(): readonly Request[] {
    return [...this.#state.values()];
  }
}
