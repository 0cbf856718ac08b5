import { restartedBySave } from "../services/onSave";
import type { Service } from "../services/service";
import { type Disposable, DisposableStore, disposable } from "../util/disposable";
import { exits, machineFailure, type Problem, problemOf } from "../util/problem";
import { restartOne } from "./controls";
import type { Run } from "./run";
import { watchFolder } from "./watchFolder";

/** Editors save in several steps; one restart is enough. */
const settleMs = 200;

/** Restarts services with `onSave: "restart"` when a source of their side's tree changes. */
export const watchSaves = (run: Run): Disposable => {
  const owned = new DisposableStore();
  const services = Object.values(run.plan.settled.services).flatMap(({ name, restartOnSave, side }) => {
    const folder = side === undefined ? undefined : run.values.sides.get(side)?.dir;
    return restartOnSave && folder !== undefined ? [{ name, restartOnSave, folder }] : [];
  });
  const due = new Set<string>();
  let timer: NodeJS.Timeout | undefined;
  const restartDue = (): void => {
    for (const name of due) {
      const service = run.services.get(name);
      // What a person stopped is not started by a save; what failed may be mended by it.
      if (service === undefined || isStopped(service)) continue;
      restarted(run, service).catch((error: unknown) => {
        const problem = problemOf(error);
        // The next save, or a stop, came before it was ready.
        if (problem.exit !== exits.interrupted) run.events.fire({ kind: "trouble", problem });
      });
    }
    due.clear();
  };
  for (const folder of new Set(services.map((service) => service.folder))) {
    const changed = (file: string): void => {
      for (const name of restartedBySave(file, services)) due.add(name);
      clearTimeout(timer);
      if (due.size > 0) timer = setTimeout(restartDue, settleMs);
    };
    const troubled = (cause: unknown): void =>
      run.events.fire({ kind: "trouble", problem: notWatched(folder, cause) });
    owned.add(watchFolder(folder, { changed, troubled }));
  }
  owned.add(disposable(() => clearTimeout(timer)));
  return owned;
};

/** An image that is built from the tree has to be built again. */
const restarted = (run: Run, service: Service): Promise<void> =>
  run.plan.settled.services[service.name]?.what.kind === "build"
    ? restartOne(run, service.name, new AbortController().signal)
    : service.restart();

const isStopped = (service: Service): boolean => ["stopping", "stopped"].includes(service.state().kind);

const notWatched = (folder: string, cause: unknown): Problem =>
  machineFailure("not-watched", `Changes in ${folder} can't be watched: ${problemOf(cause).message}`, {
    hint: "Services go on, and are not restarted by saving.",
    cause,
  }).problem;
