import type { Disposable } from "../../util/disposable";

export interface Soon extends Disposable {
  ask(): void;
}

/** Does its work a moment after it is asked, once for all who asked meanwhile, and never twice at a time. */
export const soon = (ms: number, work: () => void | Promise<void>): Soon => {
  let timer: NodeJS.Timeout | undefined;
  let working = false;
  let again = false;
  const run = async (): Promise<void> => {
    timer = undefined;
    working = true;
    try {
      await work();
    } finally {
      working = false;
      if (again) ask();
      again = false;
    }
  };
  const ask = (): void => {
    if (working) again = true;
    else timer ??= setTimeout(() => void run(), ms);
  };
  return { ask, dispose: () => clearTimeout(timer) };
};
