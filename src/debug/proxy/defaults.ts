import { defaultFilters } from "./exceptionFilters";
import { configuredFunctions } from "./functionBreakpoints";
import type { Response } from "./message";
import type { SessionRecord } from "./sessionRecord";
import type { BreakpointScope } from "./types";

interface Question {
  readonly command: string;
  readonly args: unknown;
}

/** A client that knows no such breakpoints never asks for them, and still is to stop where the configuration says. */
export const unaskedDefaults = (
  initialized: Response | undefined,
  record: SessionRecord,
  scope: BreakpointScope,
): Question[] => {
  const filters = initialized && defaultFilters(initialized, scope);
  const functions = configuredFunctions(scope);
  return [
    ...(filters === undefined ? [] : [{ command: "setExceptionBreakpoints", args: { filters } }]),
    ...(functions === undefined ? [] : [{ command: "setFunctionBreakpoints", args: functions }]),
  ].filter(({ command }) => !record.has(command));
};
