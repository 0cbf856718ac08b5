import { isRecord } from "../../util/json";
import { argumentsOf, bodyOf, type Event, listOf, type Request, type Response } from "./message";

export type MapPath = (path: string) => string;

type Fields = Record<string, unknown>;

/** In which list of a response's body each element has a `source`; undefined for the element itself. */
const listsWithSources: Readonly<
  Record<string, { readonly list: string; readonly key: string | undefined }>
> = {
  stackTrace: { list: "stackFrames", key: "source" },
  scopes: { list: "scopes", key: "source" },
  setBreakpoints: { list: "breakpoints", key: "source" },
  setFunctionBreakpoints: { list: "breakpoints", key: "source" },
  setDataBreakpoints: { list: "breakpoints", key: "source" },
  setInstructionBreakpoints: { list: "breakpoints", key: "source" },
  setExceptionBreakpoints: { list: "breakpoints", key: "source" },
  loadedSources: { list: "sources", key: undefined },
  disassemble: { list: "instructions", key: "location" },
};

const requestsWithSource = new Set([
  "setBreakpoints",
  "breakpointLocations",
  "source",
  "gotoTargets",
  "evaluate",
  "locations",
]);

export const mapResponse = (response: Response, command: string, map: MapPath): Response => {
  const where = listsWithSources[command];
  const body = bodyOf(response);
  if (where === undefined || !Array.isArray(body[where.list])) {
    return command === "locations" ? { ...response, body: inField(body, "source", map) } : response;
  }
  const { key } = where;
  const items = listOf(body[where.list]).map((item) =>
    key === undefined ? mapSource(item, map) : inField(item, key, map),
  );
  return { ...response, body: { ...body, [where.list]: items } };
};

export const mapEvent = (event: Event, map: MapPath): Event => {
  const body = bodyOf(event);
  if (event.event === "breakpoint" && isRecord(body["breakpoint"])) {
    return { ...event, body: { ...body, breakpoint: inField(body["breakpoint"], "source", map) } };
  }
  const named = event.event === "output" || event.event === "loadedSource";
  return named && isRecord(body["source"]) ? { ...event, body: inField(body, "source", map) } : event;
};

export const mapRequest = (request: Request, map: MapPath): Request =>
  requestsWithSource.has(request.command) && isRecord(argumentsOf(request)["source"])
    ? { ...request, arguments: inField(argumentsOf(request), "source", map) }
    : request;

/** The file a request is about. */
export const sourcePath = (request: Request): string | undefined => {
  const source = argumentsOf(request)["source"];
  return isRecord(source) && typeof source["path"] === "string" ? source["path"] : undefined;
};

const inField = (fields: Fields, key: string, map: MapPath): Fields => {
  const source = fields[key];
  return isRecord(source) ? { ...fields, [key]: mapSource(source, map) } : fields;
};

/** A source that only the debugger can hand out keeps its path: it is no file here. */
const mapSource = (source: Fields, map: MapPath): Fields => {
  const { path, sourceReference } = source;
  if (typeof path !== "string" || (typeof sourceReference === "number" && sourceReference > 0)) return source;
  return { ...source, path: map(path) };
};
