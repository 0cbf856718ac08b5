import type { Settled } from "../scenario/settled";

/**
 * The ordered, reversible steps that a scenario and chosen versions lead to: pure data. Ports and pids are symbolic,
 * secrets are names, so a plan can be printed, kept and replayed.
 */
export interface Plan {
  readonly format: 1;
  readonly settled: Settled;
  readonly steps: readonly Step[];
}

interface StepCommon {
  readonly id: string;
  /** In words, as it will be shown while it runs. */
  readonly title: string;
  /** In words, how it is undone; undefined where it leaves nothing. */
  readonly undo?: string;
  /** Steps that have to be done before. */
  readonly after: readonly string[];
}

export type Step = StepCommon &
  (
    | { readonly kind: "tree"; readonly side: string; readonly exclusive: boolean }
    | { readonly kind: "environment"; readonly side: string }
    | { readonly kind: "rewrite"; readonly rewrite: number }
    | { readonly kind: "state"; readonly empty: boolean }
    | { readonly kind: "network"; readonly engine: string }
    | { readonly kind: "volume"; readonly engine: string; readonly volume: string }
    | { readonly kind: "image"; readonly service: string }
    | { readonly kind: "service"; readonly service: string }
    | { readonly kind: "migrate"; readonly migrate: number }
    | { readonly kind: "setup"; readonly setup: number }
  );

export type StepKind = Step["kind"];
