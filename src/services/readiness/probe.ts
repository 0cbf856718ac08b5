import type { Listen } from "../../util/events";
import type { Pause, ServicePorts, ServiceSpec, Whose } from "../types";

/** One condition of readiness. */
export interface Probe {
  /** Why it isn't met as long as the first asking has not ended. */
  readonly before: string;
  /** Undefined when the condition is met, else why it isn't. */
  ask(signal: AbortSignal): Promise<string | undefined>;
  /** What can be added when time is up; too costly for each asking. */
  explain?(): Promise<string | undefined>;
}

/** What probes may look at. */
export interface Asked {
  readonly spec: ServiceSpec;
  readonly whose: Whose;
  readonly ports: ServicePorts;
  readonly pause: Pause;
  /** Lines from the process's first on: those printed already come at once. */
  readonly lines: Listen<string>;
}
