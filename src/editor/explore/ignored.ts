import { runTool } from "../../processes/tool";
import { askTree, parts } from "../../trees/git";

/** What git ignores below a folder, folders without a slash at their end; nothing where there is no git. */
export const ignoredBelow = async (root: string, signal: AbortSignal): Promise<ReadonlySet<string>> => {
  const listed = ["ls-files", "--others", "--ignored", "--exclude-standard", "--directory", "-z"];
  const answer = await runTool(askTree(root, listed), { signal });
  return new Set(answer.ok ? parts(answer.text).map((path) => path.replace(/\/$/, "")) : []);
};
