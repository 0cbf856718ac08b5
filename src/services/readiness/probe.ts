import type { Listen } from "../../util/events";
import type { Pause, ServicePorts, ServiceSpec, Whose } from "../types";

export type { Probe } from "../types";

/** What probes may look at. */
export interface Asked {
  readonly spec: ServiceSpec;
  readonly whose: Whose;
  readonly ports: ServicePorts;
  readonly pause: Pause;
  /** Lines from the process's first on: those printed already come at once. */
  readonly lines: Listen<string>;
}
