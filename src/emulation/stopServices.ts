import type { Run } from "./run";
import { finishFiles } from "./serviceFiles";

/** Last started first: what depends on a service goes before it. Services that nothing depends on go together. */
export const stopServices = async (run: Run, graceMs: number): Promise<void> => {
  const { services } = run.plan.settled;
  const running = new Set(run.services.keys());
  while (running.size > 0) {
    const free = [...running].filter(
      (name) => ![...running].some((other) => services[other]?.after.includes(name) ?? false),
    );
    const round = free.length > 0 ? free : [...running];
    await Promise.all(round.map((name) => run.services.get(name)?.stop(graceMs)));
    for (const name of round) running.delete(name);
  }
  await finishFiles(run);
};
