import { argumentsOf, bodyOf, type Event, listOf, type Request, type Response } from "./message";
import type { BreakpointScope, Label, Rule } from "./types";

/** A server swallows what its handlers throw: it would never stop for `uncaught` alone. */
const stopByDefault = new Set(["uncaught", "userUnhandled"]);

type Fields = Record<string, unknown>;

/**
 * Filters are offered under the side's name, so that each side can be told apart, and a choice made earlier for
 * some other debugger is none for ours. What the configuration decides is not offered.
 */
export const exceptionFilterRule = (label: Label, { exceptions }: BreakpointScope): Rule => {
  const offered = (filters: Fields[]): Fields[] =>
    filters.filter((filter) => exceptions[idOf(filter)] === undefined).map((filter) => onSide(filter, label));
  const inBody = (body: Fields): Fields => {
    const filters = body["exceptionBreakpointFilters"];
    return Array.isArray(filters) ? { ...body, exceptionBreakpointFilters: offered(listOf(filters)) } : body;
  };
  return {
    toTarget: (request) =>
      request.command === "setExceptionBreakpoints" ? [decided(request, exceptions)] : [request],
    response: (response, { command }): Response =>
      command === "initialize" && response.success
        ? { ...response, body: inBody(bodyOf(response)) }
        : response,
    event: (event): Event => {
      if (event.event !== "capabilities") return event;
      const body = bodyOf(event);
      return { ...event, body: { ...body, capabilities: inBody(fieldsOf(body["capabilities"])) } };
    },
  };
};

/** What to ask for on behalf of a client that asks for nothing; undefined where the debugger has no filters. */
export const defaultFilters = (
  initialized: Response,
  { exceptions }: BreakpointScope,
): string[] | undefined => {
  const filters = listOf(bodyOf(initialized)["exceptionBreakpointFilters"]);
  const on = (filter: Fields): boolean => exceptions[idOf(filter)] ?? isDefault(filter);
  return filters.length === 0 ? undefined : filters.filter(on).map(idOf);
};

const onSide = (filter: Fields, { side }: Label): Fields => ({
  ...filter,
  label: `${filter["label"] ?? idOf(filter)} · ${side}`,
  default: isDefault(filter),
});

const isDefault = (filter: Fields): boolean => stopByDefault.has(idOf(filter)) || filter["default"] === true;

const decided = (request: Request, exceptions: BreakpointScope["exceptions"]): Request => {
  const names = Object.keys(exceptions);
  if (names.length === 0) return request;
  const args = argumentsOf(request);
  const asked = Array.isArray(args["filters"]) ? args["filters"] : [];
  const options = listOf(args["filterOptions"]).filter(
    (one) => exceptions[String(one["filterId"])] !== false,
  );
  const withOptions = new Set(options.map((one) => one["filterId"]));
  const forced = names.filter((name) => exceptions[name] === true && !withOptions.has(name));
  const rest = asked.filter((name) => exceptions[String(name)] === undefined);
  const filterOptions = Array.isArray(args["filterOptions"]) ? { filterOptions: options } : {};
  return { ...request, arguments: { ...args, filters: [...rest, ...forced], ...filterOptions } };
};

const idOf = (filter: Fields): string => String(filter["filter"]);

const fieldsOf = (value: unknown): Fields => listOf([value])[0] ?? {};
