import type { RunTool, ToolRun } from "../processes/types";
import { askTree } from "./git";
import type { TreeStatus } from "./types";

/** All that differs from the commit; undefined where git can't tell. */
export const treeStatus = async (
  run: RunTool,
  dir: string,
  how?: ToolRun,
  untracked: "normal" | "no" = "normal",
): Promise<TreeStatus | undefined> => {
  const answer = await run(
    askTree(dir, [
      "status",
      "--porcelain=v2",
      "--branch",
      "-z",
      `--untracked-files=${untracked}`,
      "--ignore-submodules=none",
      "--no-renames",
    ]),
    how,
  );
  return answer.ok ? parseStatus(answer.text) : undefined;
};

/** Whether it is at that commit, with nothing changed and nothing new. */
export const isClean = (status: TreeStatus, commit: string): boolean =>
  status.commit === commit && status.changed.length === 0 && status.untracked.length === 0;

export const describeStatus = (status: TreeStatus, commit: string): string => {
  const files = [...status.changed, ...status.untracked];
  const named = files.slice(0, 3).join(", ") + (files.length > 3 ? ` and ${files.length - 3} more` : "");
  if (files.length === 0)
    return `it is at commit ${status.commit.slice(0, 12)} instead of ${commit.slice(0, 12)}`;
  return `it differs from its commit in ${named}`;
};

/** `git status --porcelain=v2 --branch -z`. */
export const parseStatus = (text: string): TreeStatus => {
  const entries = text.split("\0").filter((entry) => entry !== "");
  const tracked = entries.filter((entry) => /^[12u] /.test(entry));
  return {
    commit: entries.find((entry) => entry.startsWith("# branch.oid "))?.slice("# branch.oid ".length) ?? "",
    changed: tracked.map(pathOf),
    untracked: entries.filter((entry) => entry.startsWith("? ")).map((entry) => entry.slice(2)),
    onlyDeleted: tracked.length > 0 && tracked.every((entry) => entry.startsWith("1 .D ")),
  };
};

/** The path follows a fixed number of fields: 8 for a change, 9 for a rename, 10 for a conflict. */
const pathOf = (entry: string): string => {
  const fields = entry.startsWith("1") ? 8 : entry.startsWith("2") ? 9 : 10;
  return entry.split(" ").slice(fields).join(" ");
};
