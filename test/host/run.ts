import { appendFileSync } from "node:fs";
import { type HostTest, registered } from "./harness";

/** The extension host calls this; each result is a line of the file that the runner follows. */
export const run = async (): Promise<void> => {
  for (const test of registered) report(JSON.stringify(await resultOf(test)));
  report("end");
};

const report = (line: string): void =>
  appendFileSync(process.env["BACKCOMPAT_HOST_RESULTS"] ?? "host-results.jsonl", `${line}\n`);

const timeoutMs = 60_000;

const resultOf = async ({ name, run: body }: HostTest) => {
  const began = Date.now();
  const error = await Promise.race([troubleOf(body), timeOver()]);
  return { name, ok: error === undefined, ms: Date.now() - began, error };
};

const troubleOf = async (body: HostTest["run"]): Promise<string | undefined> => {
  try {
    await body();
    return undefined;
  } catch (error) {
    return error instanceof Error ? (error.stack ?? error.message) : String(error);
  }
};

const timeOver = (): Promise<string> =>
  new Promise((resolve) => {
    setTimeout(() => resolve(`No end within ${timeoutMs / 1000} s`), timeoutMs).unref();
  });
