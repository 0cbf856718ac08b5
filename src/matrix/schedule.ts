/** Work that may have to wait for what others hold. */
export interface Job {
  readonly resources: readonly string[];
  readonly run: () => Promise<void>;
}

export interface Schedule {
  readonly jobs: number;
  /** Asked before each start: nothing new begins once it says no. */
  readonly goOn: () => boolean;
}

/** Runs so many at once, in their order where their resources allow; settles when all that began have ended. */
export const inTurns = async (work: readonly Job[], { jobs, goOn }: Schedule): Promise<void> => {
  const waiting = [...work];
  const held = new Set<string>();
  const running = new Set<Promise<void>>();
  const free = ({ resources }: Job): boolean => !resources.some((resource) => held.has(resource));
  const start = (job: Job): void => {
    waiting.splice(waiting.indexOf(job), 1);
    for (const resource of job.resources) held.add(resource);
    const ended = job.run().finally(() => {
      for (const resource of job.resources) held.delete(resource);
      running.delete(ended);
    });
    running.add(ended);
  };
  try {
    for (;;) {
      for (let next = waiting.find(free); next && running.size < jobs && goOn(); next = waiting.find(free))
        start(next);
      if (running.size === 0) return;
      await Promise.race(running);
    }
  } finally {
    await Promise.allSettled(running);
  }
};
