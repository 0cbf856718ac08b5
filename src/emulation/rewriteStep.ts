import { promises as fs } from "node:fs";
import { basename, join } from "node:path";
import { rewrite } from "../rewrites/rewrite";
import type { SettledRewrite } from "../scenario/settled";
import { errorCode, isFolder, pathInside } from "../util/files";
import { Failure, inputFailure } from "../util/problem";
import { plural } from "../util/text";
import { claimFile } from "./claims";
import { engineOfSide } from "./containers/wanted";
import { replaceFile } from "./replaceFile";
import type { Run } from "./run";
import { sideAtWork } from "./sideSteps";
import { fillIn, seenFrom, type Values } from "./values";

/** Changes one configuration file of a side; its bytes before and after are kept until they are restored. */
export const rewriteFile = async (run: Run, index: number): Promise<string> => {
  const wish = run.plan.settled.rewrites[index];
  if (wish === undefined) throw inputFailure("unknown-rewrite", `The plan has no rewrite ${index}`);
  const path = await realPathOf(run, wish);
  if (await isFolder(path)) throw notAFile(wish, path);
  const original = await fs.readFile(path);
  const outcome = rewrite(
    original,
    { format: wish.format, set: filledSet(run, wish), replace: filledReplace(run, wish) },
    wish.file,
  );
  if (!outcome.ok) throw new Failure(outcome.error);
  const { output, changes } = outcome.value;
  if (wish.as === "copy") await writeCopy(run, wish, { index, output });
  else await replaceJournaled(run, path, { index, original, output });
  return plural(changes.length, "value");
};

const realPathOf = async (run: Run, wish: SettledRewrite): Promise<string> => {
  const { dir } = sideAtWork(run, wish.side);
  const path = join(dir, wish.file);
  try {
    const [real, realDir] = await Promise.all([fs.realpath(path), fs.realpath(dir)]);
    if (pathInside(realDir, real)) return real;
  } catch (cause) {
    if (errorCode(cause) !== "ENOENT") throw cause;
    throw inputFailure("no-such-file", `${wish.file} is not in the tree of ${wish.side} (${dir})`, {
      hint: "Correct `file` of this rewrite, or give it a `when` for the versions that have the file.",
      cause,
    });
  }
  throw inputFailure("outside-tree", `${wish.file} leads out of the tree of ${wish.side} (${dir})`);
};

const notAFile = ({ file }: SettledRewrite, path: string): Error =>
  inputFailure("not-a-file", `${file} is a folder (${path}), and only files are rewritten`, {
    hint: "Name a file in it as `file` of this rewrite.",
  });

interface Replacement {
  readonly index: number;
  readonly original: Uint8Array;
  readonly output: Uint8Array;
}

const replaceJournaled = async (
  run: Run,
  path: string,
  { index, original, output }: Replacement,
): Promise<void> => {
  const backup = join(run.folder.backups, `${index}-${basename(path)}`);
  const copy = { original: `${backup}.original`, written: `${backup}.written` };
  await claimFile(path, run.id, copy, run.world);
  await fs.mkdir(run.folder.backups, { recursive: true, mode: 0o700 });
  await fs.writeFile(copy.original, original);
  await fs.writeFile(copy.written, output);
  run.journal.write({ kind: "file", path, ...copy });
  await replaceFile(path, output, run.id);
};

const writeCopy = async (
  run: Run,
  wish: SettledRewrite,
  { index, output }: Pick<Replacement, "index" | "output">,
): Promise<void> => {
  const folder = join(run.folder.work, "files", String(index));
  await fs.mkdir(folder, { recursive: true });
  const copy = join(folder, basename(wish.file));
  await fs.writeFile(copy, output);
  run.values.files.set(wish.name ?? basename(wish.file), copy);
};

/** A file is filled in for whoever reads it: where that are containers alone, as these see their neighbours. */
const readersOf = ({ plan, values }: Run, { side }: SettledRewrite): Values => {
  const engine = engineOfSide(plan.settled, side);
  return engine === undefined ? values : seenFrom(engine, values);
};

const filledSet = (run: Run, wish: SettledRewrite): Record<string, string | number | boolean | null> =>
  Object.fromEntries(
    Object.entries(wish.set).map(([key, value]) => [
      key,
      typeof value === "string" ? fillIn(value, readersOf(run, wish)) : value,
    ]),
  );

const filledReplace = (run: Run, wish: SettledRewrite): { pattern: string; with: string }[] =>
  wish.replace.map(({ pattern, with: replacement }) => ({
    pattern, // A dollar in a value is no group of the pattern.
    with: fillIn(replacement, readersOf(run, wish), undefined, (value) => value.replaceAll("$", "$$$$")),
  }));
