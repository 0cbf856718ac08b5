import { promises as fs } from "node:fs";
import { dirname } from "node:path";
import { readIfThere, writeAtomically } from "../../util/files";
import { isRecord } from "../../util/json";
import { parseJson } from "../../util/parseJson";

/** What a program said of itself, good until its file changes. */
export interface Answer {
  readonly path: string;
  readonly mtimeMs: number;
}

export interface Question<T extends Answer> {
  /** Where answers are kept. */
  readonly file: string;
  readonly parse: (value: Readonly<Record<string, unknown>>) => T | undefined;
  /** Undefined for what doesn't run. */
  readonly ask: (path: string, mtimeMs: number) => Promise<T | undefined>;
}

export type Ask<T> = (path: string) => Promise<T | undefined>;

/** Programs take tens of milliseconds to say their version, so each is asked once. */
export const keptAnswers = async <T extends Answer>({ file, parse, ask }: Question<T>): Promise<Ask<T>> => {
  const known = await readAnswers(file, parse);
  return async (path) => {
    const mtimeMs = await modified(path);
    if (mtimeMs === undefined) return undefined;
    const kept = known.get(path);
    if (kept?.mtimeMs === mtimeMs) return kept;
    const answer = await ask(path, mtimeMs);
    if (answer === undefined) return undefined;
    known.set(path, answer);
    await keep(file, answer, parse);
    return answer;
  };
};

/** With what others have learnt meanwhile; of two at once one may be lost, and is asked again. */
const keep = async <T extends Answer>(
  file: string,
  answer: T,
  parse: Question<T>["parse"],
): Promise<void> => {
  const all = await readAnswers(file, parse);
  all.set(answer.path, answer);
  await fs.mkdir(dirname(file), { recursive: true, mode: 0o700 });
  await writeAtomically(file, JSON.stringify([...all.values()]));
};

const readAnswers = async <T extends Answer>(
  file: string,
  parse: Question<T>["parse"],
): Promise<Map<string, T>> => {
  const list = parseJson((await readIfThere(file))?.toString("utf8") ?? "");
  const entries: unknown[] = Array.isArray(list) ? list : [];
  return new Map(
    entries
      .map((entry) => (isRecord(entry) ? parse(entry) : undefined))
      .filter((entry) => entry !== undefined)
      .map((entry) => [entry.path, entry]),
  );
};

const modified = (path: string): Promise<number | undefined> =>
  fs.stat(path).then(
    ({ mtimeMs }) => mtimeMs,
    () => undefined,
  );
