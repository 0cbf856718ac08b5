import { plural } from "../../util/text";
import { choose } from "../../versions/choose";
import { repoOfAxis } from "../../versions/gitVersion";
import type { Axis, Version } from "../../versions/types";
import type { VersionsWorld } from "../../versions/world";
import { axisNamed, namesOf, type OpenMatrix } from "../openMatrix";
import type { MatrixRunning } from "../runMatrix";
import { changesBetween, commitLine } from "./commits";
import { findEnds, lineBetween, type WishedEnds } from "./ends";
import type { Answer } from "./halve";
import { bisectLine } from "./line";
import { Probing } from "./probing";
import type { BisectReport, Found } from "./types";

export interface BisectRun {
  readonly open: OpenMatrix;
  readonly axis: string;
  readonly ends: WishedEnds;
  readonly toCommits: boolean;
  readonly running: MatrixRunning;
  readonly versions: VersionsWorld;
  readonly signal: AbortSignal;
  /** What an environment of this version costs; 0 where it is there. */
  readonly cost: (version: Version) => number;
  readonly onStage?: (text: string) => void;
}

/** First over releases, then over the commits between the last good and the first bad one. */
export const bisect = async (run: BisectRun): Promise<BisectReport> => {
  const started = Date.now();
  const { open, signal, versions } = run;
  const axis = axisNamed(open.offered, run.axis);
  const probing = new Probing(run.axis, open, run.running, signal);
  const ends = await findEnds(axis, run.ends, { versions, signal, ask: (version) => probing.ask(version) });
  const line = lineBetween(axis, ends);
  run.onStage?.(`${line.length} versions of ${run.axis} from ${ends.good.name} to ${ends.bad.name}`);
  const found = await bisectLine(run.axis, line, probing, run.cost);
  const border = await borderOf(axis, found, run);
  const commits = run.toCommits ? await overCommits(axis, border, run) : {};
  const said = probing.resultOf(found.firstBad);
  return {
    axis: run.axis,
    held: namesOf(open.held),
    ...found,
    ...commits,
    rootCauseLines: said?.rootCauseLines ?? [],
    silent: said?.silent ?? [],
    ...(await changesOf(axis, border, said?.rootCauseLines ?? [], run)),
    seconds: (Date.now() - started) / 1000,
  };
};

type BorderVersions = readonly [good: Version, bad: Version];

const borderOf = async (
  axis: Axis,
  found: Found,
  { versions, signal }: BisectRun,
): Promise<BorderVersions> => [
  await choose(axis, found.lastGood, versions, signal),
  await choose(axis, found.firstBad, versions, signal),
];

const overCommits = async (
  axis: Axis,
  border: BorderVersions,
  run: BisectRun,
): Promise<Pick<BisectReport, "commits" | "noCommits">> => {
  const line = await commitLine(axis, border, run.versions, run.signal);
  if (!line.ok) return { noCommits: line.why };
  run.onStage?.(`${plural(line.line.length - 1, "commit")} from one to the other`);
  const probing = new Probing(run.axis, run.open, run.running, run.signal);
  // They are the releases, which have answered.
  const ends = new Map<number, Answer>([
    [0, "good"],
    [line.line.length - 1, "bad"],
  ]);
  const { lastGood, firstBad, range, probes } = await bisectLine(
    run.axis,
    line.line,
    probing,
    run.cost,
    ends,
  );
  return { commits: { lastGood, firstBad, range, probes } };
};

const changesOf = async (
  axis: Axis,
  [good, bad]: BorderVersions,
  causes: BisectReport["rootCauseLines"],
  { versions, signal }: BisectRun,
): Promise<Pick<BisectReport, "changes">> => {
  const repo = repoOfAxis(axis, versions);
  if (repo?.kind !== "folder" || good.commit === undefined || bad.commit === undefined) return {};
  return { changes: await changesBetween(repo.folder, [good.commit, bad.commit], causes, versions, signal) };
};
