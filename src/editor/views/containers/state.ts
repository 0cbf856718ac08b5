import type { EngineSpec } from "../../../containers/host";
import type { ContainerRow } from "../../../containers/row";
import type { EngineState } from "../../../containers/watch/state";
import type { KeptContainer } from "../../../logs/kept/keptContainer";
import type { Problem } from "../../../util/problem";

/** All that the Containers view shows. */
export interface ContainersState {
  readonly engines: readonly EngineLook[];
  /** What emulations are called, by their ids: `dagster 0.14.17`. */
  readonly emulations: ReadonlyMap<string, string>;
  readonly now: number;
}

export interface EngineLook {
  readonly address: string;
  readonly name: string;
  readonly from: EngineSpec["from"];
  /** The one that the user's own `docker` talks to. */
  readonly current: boolean;
  readonly kind: EngineState["kind"];
  /** Of Docker, once it is known. */
  readonly version: string | undefined;
  /** Why it can't be used now. */
  readonly problem: Problem | undefined;
  readonly rows: readonly ContainerRow[];
  /** When the engine said so. */
  readonly readAt: number;
  /** Those that are not there any more, but whose log is. */
  readonly kept: readonly KeptContainer[];
}
