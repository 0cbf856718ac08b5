export interface HostTest {
  readonly name: string;
  readonly run: () => Promise<void> | void;
}

export const registered: HostTest[] = [];

/** A test that runs inside the extension host; `vscode` can be imported there. */
export const test = (name: string, run: () => Promise<void> | void): void => {
  registered.push({ name, run });
};

/** Waits until a condition holds; the message says what was waited for. */
export const until = async (
  what: string,
  holds: () => boolean | Promise<boolean>,
  timeoutMs = 60_000,
): Promise<void> => {
  const end = Date.now() + timeoutMs;
  while (!(await holds())) {
    if (Date.now() > end) throw new Error(`Waited ${timeoutMs / 1000} s in vain for: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
};
