import { inputFailure } from "../util/problem";
import type { VersionsWorld } from "../versions/world";
import { cellsOf, sizeOf } from "./cells";
import {
  type AskedMatrix,
  choiceOfKept,
  findKept,
  goOnKeeping,
  type Keeping,
  type KeptMatrix,
  keepMatrix,
} from "./keep";
import { type MatrixChoice, namesOf, type OpenMatrix, openMatrix } from "./openMatrix";
import { sampleOf } from "./sample";
import type { Cell, CellResult, CellVerdict } from "./types";

export interface MatrixWish {
  readonly choice: MatrixChoice;
  readonly boundary: boolean;
  readonly sample?: number | undefined;
  /** Goes on with the last one of this folder, with what it asked for. */
  readonly resume: boolean;
  /** Which one is gone on with, instead of the last. */
  readonly id?: string;
  /** Only what was not green in the last one. */
  readonly failed: boolean;
}

/** A matrix about to run: what is asked, what is known already, and where verdicts are kept. */
export interface MatrixSession {
  readonly open: OpenMatrix;
  readonly cells: readonly Cell[];
  readonly boundary: boolean;
  readonly known: ReadonlyMap<string, CellResult>;
  readonly keeping: Keeping;
}

export interface SessionWorld {
  readonly versions: VersionsWorld;
  /** The state folder's place for matrices. */
  readonly matrices: string;
  readonly signal: AbortSignal;
  /** Refuses, where there are more cells than somebody can have meant. */
  readonly agree: (open: OpenMatrix, count: number) => void | Promise<void>;
}

export const openSession = async (wish: MatrixWish, world: SessionWorld): Promise<MatrixSession> => {
  if (wish.resume) return await resumed(wish, world);
  return wish.failed ? await failedAgain(wish, world) : await begun(wish, world);
};

const begun = async ({ choice, ...wish }: MatrixWish, world: SessionWorld): Promise<MatrixSession> => {
  const open = await openMatrix(choice, world.versions, world.signal);
  if (wish.boundary && open.matrix.state === "kept") throw inOrderOnly(open.scenario.name, "boundary");
  const sample = wish.sample ?? (wish.boundary ? undefined : open.matrix.sample);
  await world.agree(open, wish.boundary ? 0 : (sample ?? sizeOf(open.axes)));
  const keeping = keepMatrix(world.matrices, {
    ...wishOf(open),
    boundary: wish.boundary,
    ...(sample === undefined ? {} : { sample }),
  });
  return { open, cells: cellsToAsk(open, { sample }), boundary: wish.boundary, known: new Map(), keeping };
};

const resumed = async ({ choice, id }: MatrixWish, world: SessionWorld): Promise<MatrixSession> => {
  const wanted = { id, workspace: choice.folder, scenario: choice.scenario };
  const { asked, results } = await findKept(world.matrices, wanted);
  const open = await openMatrix(choiceOfKept(asked), world.versions, world.signal);
  return {
    open,
    cells: cellsToAsk(open, asked),
    boundary: asked.boundary,
    known: results,
    keeping: goOnKeeping(world.matrices, asked.id),
  };
};

const inOrderOnly = (scenario: string, mode: "boundary" | "failed"): Error =>
  inputFailure(`kept-${mode}`, `The cells of ${scenario} share one state, so they only run in their order`, {
    hint: `Leave --${mode} away, or use a fresh state.`,
  });

/** What the last one asked for, unless something else is named now. */
const failedAgain = async ({ choice }: MatrixWish, world: SessionWorld): Promise<MatrixSession> => {
  const wanted = { workspace: choice.folder, scenario: choice.scenario };
  const last = await findKept(world.matrices, wanted);
  const own = choice.swap || [choice.vary, choice.versions].some((named) => Object.keys(named).length > 0);
  const open = await openMatrix(own ? choice : choiceOfKept(last.asked), world.versions, world.signal);
  if (open.matrix.state === "kept") throw inOrderOnly(open.scenario.name, "failed");
  const cells = cellsOf(open.axes).filter(({ id }) => failedIn(last, id));
  const ids = cells.map(({ id }) => id);
  const keeping = keepMatrix(world.matrices, { ...wishOf(open), boundary: false, cells: ids });
  return { open, cells, boundary: false, known: new Map(), keeping };
};

export const failed: ReadonlySet<CellVerdict> = new Set(["red", "broken", "flaky", "cancelled"]);

/** Also one that was to run again and then didn't: it was red before. */
const failedIn = ({ asked, results }: KeptMatrix, id: string): boolean => {
  const verdict = results.get(id)?.verdict;
  return verdict === undefined ? asked.cells?.includes(id) === true : failed.has(verdict);
};

const wishOf = ({
  choice,
  scenario,
  held,
}: OpenMatrix): Omit<AskedMatrix, "id" | "started" | "boundary"> => ({
  scenario: scenario.name,
  folder: choice.folder,
  ...(choice.file === undefined ? {} : { file: choice.file }),
  versions: namesOf(held),
  vary: choice.vary,
  swap: choice.swap,
});

const cellsToAsk = (
  { axes }: OpenMatrix,
  { sample, cells }: { readonly sample?: number | undefined; readonly cells?: readonly string[] },
): readonly Cell[] => {
  const all = cellsOf(axes);
  const ids = new Set(cells);
  if (cells !== undefined) return all.filter(({ id }) => ids.has(id));
  return sample === undefined ? all : sampleOf(all, sample);
};
