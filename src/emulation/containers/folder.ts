import { resolve } from "node:path";
import type { SettledService } from "../../scenario/settled";
import type { Run } from "../run";
import { fillIn } from "../values";

/** Where relative paths of a container's service begin: its side's tree, or `cwd` in it. */
export const folderOfService = (run: Run, { side, cwd, name }: SettledService): string => {
  const tree = side === undefined ? undefined : run.values.sides.get(side)?.dir;
  const folder = tree ?? run.plan.settled.folder;
  return cwd === undefined ? folder : resolve(folder, fillIn(cwd, run.values, name));
};
