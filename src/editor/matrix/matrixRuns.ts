import { stateFolder } from "../../emulation/stateFolder";
import { versionsWorld } from "../../emulation/versionsWorld";
import type { OpenMatrix } from "../../matrix/openMatrix";
import { openSession } from "../../matrix/session";
import { Emitter } from "../../util/events";
import { MatrixRun } from "./matrixRun";

/** The newest matrix of each scenario: its grid and the test explorer show the same one. */
export class MatrixRuns {
  /** There is another one of a scenario. */
  readonly changes = new Emitter<MatrixRun>();
  readonly #runs = new Map<string, MatrixRun>();
  /** With those that a newer one has taken the place of: their pages may be open. */
  readonly #known = new Set<MatrixRun>();
  readonly #dist: string;

  constructor(dist: string) {
    this.#dist = dist;
  }

  of(folder: string, scenario: string): MatrixRun | undefined {
    return this.#runs.get(keyOf(folder, scenario));
  }

  /** A new one; nothing runs yet. */
  async open(
    folder: string,
    scenario: string,
    signal: AbortSignal,
    agree: (open: OpenMatrix, count: number) => void | Promise<void>,
  ): Promise<MatrixRun> {
    const choice = { folder, scenario, versions: {}, swap: false, vary: {} };
    const wish = { choice, boundary: false, resume: false, failed: false };
    return this.add(new MatrixRun(await openSession(wish, matrixWorld(folder, signal, agree)), this.#dist));
  }

  add(run: MatrixRun): MatrixRun {
    const { choice, scenario } = run.session.open;
    this.#runs.set(keyOf(choice.folder, scenario.name), run);
    this.#known.add(run);
    this.changes.fire(run);
    return run;
  }

  async stopAll(graceMs: number): Promise<void> {
    await Promise.all([...this.#known].map((run) => run.end(graceMs)));
  }
}

const keyOf = (folder: string, scenario: string): string => JSON.stringify([folder, scenario]);

export const matrixWorld = (
  folder: string,
  signal: AbortSignal,
  agree: (open: OpenMatrix, count: number) => void | Promise<void>,
) => ({
  versions: versionsWorld(folder, process.env),
  matrices: stateFolder(process.env).matrices,
  signal,
  agree,
});
