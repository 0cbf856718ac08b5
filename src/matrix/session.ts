import { inputFailure } from "../util/problem";
import type { VersionsWorld } from "../versions/world";
import { cellsOf, sizeOf } from "./cells";
import { choiceOfKept, findKept, goOnKeeping, keepMatrix } from "./keep";
import { type MatrixChoice, type OpenMatrix, openMatrix } from "./openMatrix";
import { sampleOf } from "./sample";
import type { Cell, CellResult } from "./types";

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
  readonly id: string;
  readonly open: OpenMatrix;
  readonly cells: readonly Cell[];
  readonly boundary: boolean;
  readonly known: ReadonlyMap<string, CellResult>;
  readonly keep: (cell: Cell, result: CellResult) => void;
}

export interface SessionWorld {
  readonly versions: VersionsWorld;
  /** The state folder's place for matrices. */
  readonly matrices: string;
  readonly signal: AbortSignal;
  /** Refuses, where there are more cells than somebody can have meant. */
  readonly agree: (open: OpenMatrix, count: number) => void | Promise<void>;
}

export const openSession = async (wish: MatrixWish, world: SessionWorld): Promise<MatrixSession> =>
  wish.resume ? resumed(wish, world) : begun(wish, world);

const begun = async (wish: MatrixWish, world: SessionWorld): Promise<MatrixSession> => {
  const open = await openMatrix(wish.choice, world.versions, world.signal);
  if (wish.boundary && open.matrix.state === "kept") throw inOrderOnly(open.scenario.name);
  const sample = wish.sample ?? open.matrix.sample;
  await world.agree(open, wish.boundary || wish.failed ? 0 : (sample ?? sizeOf(open.axes)));
  const cells = wish.failed ? await failedOf(open, wish, world) : cellsToAsk(open, sample);
  const { folder, file, versions, vary, swap } = wish.choice;
  const kept = await keepMatrix(world.matrices, {
    scenario: open.scenario.name,
    folder,
    ...(file === undefined ? {} : { file }),
    versions,
    vary,
    swap,
    boundary: wish.boundary,
    ...(sample === undefined ? {} : { sample }),
  });
  return { id: kept.id, open, cells, boundary: wish.boundary, known: new Map(), keep: kept.write };
};

const resumed = async ({ choice, id }: MatrixWish, world: SessionWorld): Promise<MatrixSession> => {
  const { asked, results } = await findKept(world.matrices, {
    id,
    workspace: choice.folder,
    scenario: choice.scenario,
  });
  const open = await openMatrix(choiceOfKept(asked), world.versions, world.signal);
  return {
    id: asked.id,
    open,
    cells: cellsToAsk(open, asked.sample),
    boundary: asked.boundary,
    known: results,
    keep: goOnKeeping(world.matrices, asked.id),
  };
};

const inOrderOnly = (scenario: string): Error =>
  inputFailure("kept-boundary", `The cells of ${scenario} share one state, so they only run in their order`, {
    hint: "Leave --boundary away, or use a fresh state.",
  });

const cellsToAsk = ({ axes }: OpenMatrix, sample: number | undefined): readonly Cell[] => {
  const all = cellsOf(axes);
  return sample === undefined ? all : sampleOf(all, sample);
};

const failedOf = async (
  { axes, scenario }: OpenMatrix,
  { choice }: MatrixWish,
  { matrices }: SessionWorld,
): Promise<readonly Cell[]> => {
  const last = await findKept(matrices, { workspace: choice.folder, scenario: scenario.name });
  const again = new Set(["red", "broken", "flaky", "cancelled"]);
  return cellsOf(axes).filter(({ id }) => again.has(last.results.get(id)?.verdict ?? "green"));
};
