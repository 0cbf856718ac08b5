import { promises as fs } from "node:fs";
import { join } from "node:path";
import type { RunTool, ToolRun } from "../processes/types";
import { askOurs } from "./git";
import type { Origin } from "./origin";
import { borrowedFile } from "./ourConfig";
import { parseRefs } from "./refs";
import { makeBare, matchOrigin, rescuePlace } from "./repository";

/**
 * Their repository lost objects that ours borrowed (pruned, or damaged). Git refuses to fetch into a
 * repository whose refs have holes, so a commit with all it needs goes into one beside it, whose objects
 * ours then reads too. Returns what went wrong, nothing if it is there now.
 */
export const rescue = async (
  run: RunTool,
  bare: string,
  origin: Origin,
  oid: string,
  how?: ToolRun,
): Promise<readonly string[]> => {
  const place = rescuePlace(bare);
  const { remotes } = await matchOrigin(run, bare, origin, how);
  await makeBare(place, origin.objectFormat);
  await fs.copyFile(join(bare, borrowedFile), join(place, borrowedFile));
  const trouble: string[] = ["No remote has it."];
  for (const url of remotes.values()) {
    for (const source of [oid, ...(await namesOf(run, place, url, oid, how))]) {
      const fetched = await run(askOurs(place, [...fetch, url, `+${source}:refs/rescued/${oid}`]), how);
      if (fetched.ok) {
        await matchOrigin(run, bare, origin, how);
        return [];
      }
      trouble.push(...fetched.lines.slice(-1));
    }
  }
  return trouble;
};

const fetch = ["fetch", "--no-tags", "--no-recurse-submodules", "--quiet", "--end-of-options"] as const;

/** Not every server gives out commits by name; a tag or branch that is that commit does as well. */
const namesOf = async (
  run: RunTool,
  bare: string,
  url: string,
  oid: string,
  how?: ToolRun,
): Promise<string[]> => {
  const listed = await run(askOurs(bare, ["ls-remote", "--heads", "--tags", "--end-of-options", url]), how);
  const refs = listed.ok ? [...parseRefs(listed.text)] : [];
  return refs.filter(([, other]) => other === oid).map(([name]) => name.replace("^{}", ""));
};
