import type { Run } from "../../../emulation/run";
import { runTool } from "../../../processes/tool";
import { askTree } from "../../../trees/git";
import { treeStatus } from "../../../trees/status";

/** By side: the files that a person changed, apart from what the emulation itself rewrote. */
export const editedBySide = async (
  { plan, values }: Pick<Run, "plan" | "values">,
  signal: AbortSignal,
): Promise<ReadonlyMap<string, readonly string[]>> => {
  const edited = new Map<string, readonly string[]>();
  for (const [side, { dir }] of values.sides) {
    const prefix = await runTool(askTree(dir, ["rev-parse", "--show-prefix"]), { signal });
    const status = prefix.ok ? await treeStatus(runTool, dir, { signal }) : undefined;
    if (!prefix.ok || status === undefined) continue;
    const rewritten = plan.settled.rewrites.filter((one) => one.side === side).map(({ file }) => file);
    edited.set(side, withoutOurs([...status.changed, ...status.untracked], prefix.text.trim(), rewritten));
  }
  return edited;
};

/** Git names files from the root of the checkout, a rewrite from the side's folder, which may lie deeper. */
export const withoutOurs = (
  files: readonly string[],
  prefix: string,
  rewritten: readonly string[],
): readonly string[] => {
  const ours = new Set(rewritten.map((file) => prefix + file.replaceAll("\\", "/").replace(/^(\.\/)+/, "")));
  return files.filter((file) => !ours.has(file));
};
