import { sleep } from "../../../src/util/time";

/** A condition, however slow the machine is; the last reason is in the error. */
export const waitFor = async <T>(
  what: string,
  look: () => T | undefined | Promise<T | undefined>,
  { seconds = 60, why = (): string => "" } = {},
): Promise<T> => {
  const until = Date.now() + seconds * 1000;
  for (;;) {
    const found = await look();
    if (found !== undefined) return found;
    if (Date.now() > until) throw new Error(`waited ${seconds} s for ${what}: ${why()}`);
    await sleep(30);
  }
};
