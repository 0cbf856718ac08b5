import { inputFailure } from "../util/problem";

/** A name in a map, or an index into a list. */
export type Segment = string | number;

const segment = /\.?(?:\[(\d+)\]|\["((?:[^"\\]|\\.)*)"\]|\['([^']*)'\]|"((?:[^"\\]|\\.)*)"|([^.[\]"]+))/y;

/** `load_from[0].grpc_server.host`; names with dots are quoted: `a."b.c"`, `a['b.c']`. */
export const parsePath = (path: string): readonly Segment[] => {
  const segments: Segment[] = [];
  segment.lastIndex = 0;
  for (let at = 0; at < path.length; at = segment.lastIndex) {
    const match = segment.exec(path);
    const misplacedDot = match?.[0].startsWith(".") && (at === 0 || match[0].startsWith(".["));
    if (!match || misplacedDot || (at > 0 && !/[.[]/.test(path[at] ?? ""))) throw badPath(path, at);
    segments.push(segmentOf(match));
  }
  if (segments.length === 0) throw badPath(path, 0);
  return segments;
};

/** As one would write it behind `way`. */
export const extendPath = (way: string, next: Segment): string => {
  if (typeof next === "number") return `${way}[${next}]`;
  const name = /^[^.[\]"]+$/.test(next) ? next : JSON.stringify(next);
  return way === "" ? name : `${way}.${name}`;
};

const segmentOf = ([, index, double, single, quoted, plain]: RegExpExecArray): Segment => {
  if (index !== undefined) return Number(index);
  const escaped = double ?? quoted;
  return escaped?.replace(/\\(.)/g, "$1") ?? single ?? plain ?? "";
};

const badPath = (path: string, at: number): Error =>
  inputFailure("bad-path", `The path ${JSON.stringify(path)} cannot be read at character ${at + 1}`, {
    hint: 'Write names with dots between and indexes in brackets, a[0].b; quote a name that has a dot: a."b.c".',
  });
