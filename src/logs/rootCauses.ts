import { type Candidate, choose } from "./choose";
import type { Finding } from "./finding";
import { readLevel } from "./levels";
import { isNoise } from "./noise";
import { type Place, placeOf } from "./place";
import { plain } from "./plain";
import { scan } from "./scan";
import type { Frame } from "./stack";
import type { LoggedLine, RootCauseLine, RootCauses, SideInfo } from "./types";

export interface Said {
  /** Up to where the stop was sent. */
  readonly lines: readonly LoggedLine[];
  readonly sides: readonly SideInfo[];
  /** By service, all of them: what writes lines and isn't named here is a check, whose last words count. */
  readonly ignore: Readonly<Record<string, readonly string[]>>;
}

export const findRootCauses = (said: Said): RootCauses => {
  const chosen = choose(streamsOf(said.lines).flatMap((stream) => candidatesOf(stream, said)));
  const heard = new Set(chosen.map(({ side }) => side));
  return {
    lines: chosen.map((one) => rootCauseLine(one, said.sides)),
    silent: said.sides.map(({ name }) => name).filter((name) => !heard.has(name)),
  };
};

interface Stream {
  readonly side: string;
  readonly service: string;
  readonly stream: "stdout" | "stderr";
  readonly lines: LoggedLine[];
}

/** What belongs together stands together only in one stream of one service. */
const streamsOf = (lines: readonly LoggedLine[]): Stream[] => {
  const streams = new Map<string, Stream>();
  for (const line of lines) {
    const { side, service, stream } = line;
    if (side === undefined) continue;
    const key = `${stream} ${service}`;
    const known = streams.get(key);
    if (known === undefined) streams.set(key, { side, service, stream, lines: [line] });
    else known.lines.push(line);
  }
  return [...streams.values()];
};

const candidatesOf = ({ side, service, stream, lines }: Stream, { sides, ignore }: Said): Candidate[] => {
  const texts = lines.map(({ text }) => plain(text));
  const ignored = (ignore[service] ?? []).map((pattern) => new RegExp(pattern));
  const isIgnored = ({ text, at }: Finding) =>
    ignored.some((pattern) => pattern.test(text) || pattern.test(texts[at] ?? ""));
  const isCheck = ignore[service] === undefined;
  const found = scan(texts, stream === "stderr" || isCheck);
  return worthSaying(
    found.length === 0 && isCheck && stream === "stderr" ? lastWords(texts) : found,
    (frames) => placeOf(frames, side, sides),
  )
    .filter((finding) => !isIgnored(finding))
    .map(({ strength, text, place, at }) => ({
      side,
      service,
      isCheck,
      strength,
      text,
      place,
      time: lines[at]?.time ?? 0,
    }));
};

type Placed = Finding & { readonly place: Place | undefined };

/** What led to an exception is of interest in the sides' own code, or where none of it is their own. */
const worthSaying = (
  findings: readonly Finding[],
  place: (frames: readonly Frame[]) => Place | undefined,
): Placed[] => {
  const placed = findings.map((finding) => ({ ...finding, place: place(finding.frames) }));
  const ownEnds = new Set(
    placed.filter(({ original, place }) => original === undefined && place?.own === true).map(({ at }) => at),
  );
  return placed.filter(
    ({ original, place, at }) => original === undefined || place?.own === true || !ownEnds.has(at),
  );
};

/** A check says in its own words what it missed. */
const lastWords = (texts: readonly string[]): Finding[] => {
  const at = texts.findLastIndex(
    (text) => text.trim() !== "" && readLevel(text) === undefined && !isNoise(text),
  );
  return at === -1 ? [] : [{ strength: "hint", text: texts[at]?.trim() ?? "", frames: [], at }];
};

const rootCauseLine = (
  { side, service, text, place, time }: Candidate,
  sides: readonly SideInfo[],
): RootCauseLine => ({
  side,
  service,
  version: sides.find(({ name }) => name === side)?.version,
  text: text.length > 300 ? `${text.slice(0, 299)}…` : text,
  ...(place === undefined ? {} : { file: place.file, line: place.line }),
  time,
});
