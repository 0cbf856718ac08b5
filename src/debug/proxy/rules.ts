import type { BreakpointIds } from "./breakpointIds";
import { capabilitiesRule } from "./capabilities";
import { exceptionFilterRule } from "./exceptionFilters";
import { exceptionStopRule } from "./exceptionStops";
import { functionBreakpointRule } from "./functionBreakpoints";
import { labelRule } from "./label";
import type { Event, Request, Response } from "./message";
import { oldDebuggerRule } from "./oldDebuggers";
import { pathRule } from "./pathRule";
import type { Paths } from "./paths";
import type { BreakpointScope, ProxyOptions, Rule } from "./types";

export interface RuleParts {
  readonly options: ProxyOptions;
  readonly scope: BreakpointScope;
  readonly paths: Paths | undefined;
  readonly ids: BreakpointIds;
  readonly ownSeq: () => number;
}

/** From the client's end to the target's. */
export const rulesOf = ({ options, scope, paths, ids, ownSeq }: RuleParts): readonly Rule[] => [
  oldDebuggerRule,
  capabilitiesRule(options.hooks ?? {}),
  labelRule(options.label),
  exceptionStopRule,
  exceptionFilterRule(options.label, scope),
  functionBreakpointRule(options.label, scope),
  ...(paths === undefined ? [] : [pathRule(paths, ownSeq)]),
  ids,
];

export const onTheWayToTarget = (rules: readonly Rule[], request: Request): readonly Request[] =>
  rules.reduce<readonly Request[]>(
    (requests, { toTarget }) => (toTarget === undefined ? requests : requests.flatMap(toTarget)),
    [request],
  );

export const onTheWayBack = (rules: readonly Rule[], response: Response, request: Request): Response =>
  rules.reduceRight((said, rule) => rule.response?.(said, request) ?? said, response);

export const eventOnTheWayBack = (rules: readonly Rule[], event: Event): Event =>
  rules.reduceRight((said, rule) => rule.event?.(said) ?? said, event);
