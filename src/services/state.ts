import type { Exited, ProcessId } from "../processes/types";
import type { ServiceState } from "./types";

export type ServiceEvent =
  | { readonly kind: "spawned"; readonly process: ProcessId; readonly at: number }
  | { readonly kind: "becameReady"; readonly at: number }
  | { readonly kind: "restarts"; readonly why: string }
  | { readonly kind: "gaveUp"; readonly exit: Exited | undefined; readonly why: string }
  | { readonly kind: "stopAsked" }
  | { readonly kind: "ended" };

/** An event that comes too late for a state (ready after a stop was asked) leaves it as it is. */
export const transition = (state: ServiceState, event: ServiceEvent): ServiceState => {
  switch (event.kind) {
    case "spawned":
      return { kind: "starting", process: event.process, since: event.at };
    case "becameReady":
      return state.kind === "starting" ? { kind: "ready", process: state.process, since: event.at } : state;
    case "restarts":
      return isOver(state) ? state : { kind: "restarting", process: processOf(state), why: event.why };
    case "gaveUp":
      return isOver(state) ? state : { kind: "failed", exit: event.exit, why: event.why };
    case "stopAsked":
      return stopping(state);
    case "ended":
      return state.kind === "stopping" ? { kind: "stopped" } : state;
  }
};

/** Undefined where no process belongs to the state. */
export const processOf = (state: ServiceState): ProcessId | undefined =>
  "process" in state ? state.process : undefined;

const isOver = (state: ServiceState): boolean =>
  state.kind === "stopping" || state.kind === "stopped" || state.kind === "failed";

const stopping = (state: ServiceState): ServiceState => {
  if (isOver(state)) return state;
  const process = processOf(state);
  return process ? { kind: "stopping", process } : { kind: "stopped" };
};
