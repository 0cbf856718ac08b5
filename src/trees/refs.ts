import { promises as fs } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import type { RunTool, ToolRun } from "../processes/types";
import { readIfThere, writeAtomically } from "../util/files";
import { parseJson } from "../util/parseJson";
import { machineFailure } from "../util/problem";
import { askTheirs, errorLines } from "./git";

/** Ref names to object names. */
export type Refs = ReadonlyMap<string, string>;

/** All their tags, branches and remote branches, from one call that opens no object. */
export const theirRefs = async (run: RunTool, dir: string, how?: ToolRun): Promise<Refs> => {
  const [listed, head] = await Promise.all([
    run(askTheirs(dir, ["for-each-ref", `--format=%(objectname) %(refname)`, ...copied]), how),
    run(askTheirs(dir, ["rev-parse", "--verify", "--quiet", "HEAD"]), how),
  ]);
  if (!listed.ok)
    throw machineFailure("unreadable-refs", `git could not list the refs of ${dir}`, {
      hint: "Run `git fsck` there.",
      lines: errorLines(listed),
    });
  const refs = parseRefs(listed.text);
  if (head.ok) refs.set("refs/backcompat/workspace", head.text.trim());
  return refs;
};

export const parseRefs = (text: string): Map<string, string> =>
  new Map(
    text.split(/\r?\n/).flatMap((line): [string, string][] => {
      const [oid, name] = line.split(/[ \t]/, 2);
      return oid && name ? [[name, oid]] : [];
    }),
  );

/** Written whole: thousands of tags cost one small file, and what they deleted is gone here too. */
export const writeRefs = async (bare: string, refs: Refs): Promise<void> => {
  const path = join(bare, "packed-refs");
  const text = packedRefs(refs);
  if ((await readIfThere(path))?.toString("utf8") !== text) await writeAtomically(path, text, 0o644);
};

/** Without peeled values, as older gits can't list fully peeled ones; git peels them itself. */
export const packedRefs = (refs: Refs): string =>
  `# pack-refs with: sorted \n${[...refs]
    .map(([name, oid]) => ({ name: Buffer.from(name), line: `${oid} ${name}\n` }))
    .sort((a, b) => Buffer.compare(a.name, b.name))
    .map(({ line }) => line)
    .join("")}`;

/** Refs that their clone lacks and that we fetched ourselves. */
export const readFetched = async (bare: string): Promise<Map<string, string>> => {
  const text = await readIfThere(join(bare, fetchedFile));
  const parsed = text ? fetchedShape.safeParse(parseJson(text.toString("utf8"))) : undefined;
  return new Map(parsed?.success ? Object.entries(parsed.data) : []);
};

export const addFetched = async (bare: string, name: string, oid: string): Promise<void> => {
  const all = (await readFetched(bare)).set(name, oid);
  await fs.mkdir(bare, { recursive: true, mode: 0o700 });
  await writeAtomically(join(bare, fetchedFile), JSON.stringify(Object.fromEntries(all)));
};

const copied = ["refs/heads", "refs/tags", "refs/remotes"] as const;
const fetchedFile = "fetched.json";
const fetchedShape = z.record(z.string(), z.string());
