import type { Problem } from "../../util/problem";
import type { Engine } from "../engine";
import type { ContainerRow } from "../row";

/** An engine as one sees it; the last known containers stay while it is away. */
export type EngineState =
  /** Nobody watches. */
  | { readonly kind: "idle"; readonly rows: readonly ContainerRow[] }
  | { readonly kind: "connecting"; readonly rows: readonly ContainerRow[] }
  | { readonly kind: "connected"; readonly engine: Engine; readonly rows: readonly ContainerRow[] }
  /** It was lost just now. */
  | { readonly kind: "reconnecting"; readonly problem: Problem; readonly rows: readonly ContainerRow[] }
  /** Tried again by itself at that time. */
  | {
      readonly kind: "failed";
      readonly problem: Problem;
      readonly rows: readonly ContainerRow[];
      readonly nextTry: number;
    };
