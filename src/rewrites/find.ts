import { type Failure, inputFailure } from "../util/problem";
import { nearestFew, plural } from "../util/text";
import { positionAt } from "./edits";
import { extendPath, type Segment } from "./path";
import type { SourceText, Spot, ValueSpot } from "./types";

/** How far a path leads: all the way where nothing of it is left. */
interface Reach {
  readonly spot: Spot;
  readonly way: string;
  readonly rest: readonly Segment[];
}

/** The value at the path, in the first document that has it. */
export const findValue = (
  source: SourceText,
  documents: readonly Spot[],
  path: string,
  segments: readonly Segment[],
): ValueSpot => {
  const reached = furthest(documents.map((spot) => walk({ spot, way: "", rest: segments })));
  if (reached?.spot.kind === "value" && reached.rest.length === 0) return reached.spot;
  throw missing(source, path, reached);
};

const walk = (from: Reach): Reach => {
  const [next] = from.rest;
  if (next === undefined) return from;
  if (from.spot.kind === "list") return walkList(from, from.spot.items, next);
  if (from.spot.kind !== "map") return from;
  const { entries } = from.spot;
  return furthest(
    namesAtFront(from.rest).flatMap(({ name, taken }) => {
      const spot = entries.get(name);
      return spot ? [walk({ spot, way: extendPath(from.way, name), rest: from.rest.slice(taken) })] : [];
    }),
    from,
  );
};

const walkList = (from: Reach, items: readonly Spot[], next: Segment): Reach => {
  const spot = /^\d+$/.test(String(next)) ? items[Number(next)] : undefined;
  return spot ? walk({ spot, way: extendPath(from.way, Number(next)), rest: from.rest.slice(1) }) : from;
};

/** `bootstrap.servers` may be one name with a dot in it, so every join of the first names is tried too. */
const namesAtFront = (rest: readonly Segment[]): { name: string; taken: number }[] => {
  const found: { name: string; taken: number }[] = [];
  let name = "";
  for (const [index, part] of rest.entries()) {
    if (typeof part === "number" && index > 0) break;
    name = index === 0 ? String(part) : `${name}.${part}`;
    found.push({ name, taken: index + 1 });
  }
  return found;
};

function furthest(reached: readonly Reach[], otherwise: Reach): Reach;
function furthest(reached: readonly Reach[]): Reach | undefined;
function furthest(reached: readonly Reach[], otherwise?: Reach): Reach | undefined {
  return (
    reached.reduce<Reach | undefined>(
      (best, one) => (best && best.rest.length <= one.rest.length ? best : one),
      undefined,
    ) ?? otherwise
  );
}

const missing = ({ file, text }: SourceText, path: string, reached: Reach | undefined): Failure => {
  if (!reached) return inputFailure("missing-path", `${file} has no ${path}: there is nothing in it`);
  const place = { file, ...positionAt(text, reached.spot.at) };
  const where = reached.way === "" ? file : `${reached.way} (${file}:${place.line})`;
  const { code, message, hint } = why(path, reached, where);
  return inputFailure(code, message, { place, ...(hint === undefined ? {} : { hint }) });
};

interface Why {
  readonly code: string;
  readonly message: string;
  readonly hint?: string;
}

const why = (path: string, { spot, way, rest }: Reach, where: string): Why => {
  if (spot.kind === "closed") return { code: "closed-path", message: `${path} cannot be set: ${spot.why()}` };
  if (rest.length === 0)
    return {
      code: "not-a-value",
      message: `${where} is a ${spot.kind}, and only single values are set; it has ${contents(spot)}`,
      hint: `Set one of its values, such as ${examples(spot, way)[0] ?? way}.`,
    };
  const message = `There is no ${path}: ${where} has ${contents(spot)}`;
  const hint = didYouMean(spot, way, rest);
  return { code: "missing-path", message, ...(hint === "" ? {} : { hint: `Did you mean ${hint}?` }) };
};

const shown = 12;

const contents = (spot: Spot): string => {
  if (spot.kind === "list") return `${plural(spot.items.length, "item")}${lastIndex(spot.items.length)}`;
  if (spot.kind !== "map") return "a single value";
  const names = [...spot.entries.keys()].map((name) => extendPath("", name));
  const more = names.length > shown ? ` and ${names.length - shown} more` : "";
  return names.length === 0 ? "nothing in it" : names.slice(0, shown).join(", ") + more;
};

const lastIndex = (length: number): string =>
  length === 0 ? "" : length === 1 ? ": [0]" : `: [0] to [${length - 1}]`;

const didYouMean = (spot: Spot, way: string, rest: readonly Segment[]): string => {
  const wanted = String(rest[0]);
  const near =
    spot.kind === "map"
      ? nearestFew(wanted, spot.entries.keys(), 3).map((name) => extendPath(way, name))
      : [];
  const last = rest.at(-1);
  const same = examples(spot, way).filter((path) => path.endsWith(`.${last}`) || path.endsWith(`[${last}]`));
  return [...new Set([...near, ...same])].slice(0, 3).join(" or ");
};

/** Paths of values below a spot, the nearest ones first; bounded, as files are large and sentences short. */
const examples = (spot: Spot, way: string): string[] => {
  const queue: { spot: Spot; way: string }[] = [{ spot, way }];
  const found: string[] = [];
  for (let index = 0; index < queue.length && index < 10_000; index++) {
    const one = queue[index];
    if (one?.spot.kind === "value") found.push(one.way);
    if (one?.spot.kind === "list")
      queue.push(...one.spot.items.map((item, at) => ({ spot: item, way: extendPath(one.way, at) })));
    if (one?.spot.kind === "map")
      queue.push(
        ...[...one.spot.entries].map(([name, child]) => ({ spot: child, way: extendPath(one.way, name) })),
      );
  }
  return found;
};
