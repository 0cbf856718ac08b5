import { type Disposable, disposable } from "../util/disposable";

/** Short enough to look like at once, long enough that a look at a few files costs nothing. */
const everyMs = 150;

export interface Polling extends Disposable {
  /** Looks again and again until that is disposed. */
  whileHeard(listening: Disposable): Disposable;
}

/**
 * Looks while somebody listens, and never twice at a time. Watchers of the system's don't hear of what is written on
 * network file systems, in containers' folders, or by a process that keeps its file open (Windows).
 */
export const polling = (look: () => Promise<void>, ms = everyMs): Polling => {
  const listeners = new Set<Disposable>();
  let timer: NodeJS.Timeout | undefined;
  let looking = false;
  const next = (): void => {
    if (timer !== undefined || looking || listeners.size === 0) return;
    timer = setTimeout(() => {
      timer = undefined;
      looking = true;
      void look().finally(() => {
        looking = false;
        next();
      });
    }, ms);
  };
  const end = (): void => {
    clearTimeout(timer);
    timer = undefined;
  };
  return {
    whileHeard: (listening) => {
      listeners.add(listening);
      next();
      return disposable(() => {
        listening.dispose();
        listeners.delete(listening);
        if (listeners.size === 0) end();
      });
    },
    dispose: () => {
      for (const listening of listeners) listening.dispose();
      listeners.clear();
      end();
    },
  };
};
