import { sideLabel } from "../../emulation/makePlan";
import type { Editor } from "../context";
import type { SideFolder } from "./counterpart";

/** The folders of all sides that are at work in this window. */
export const sideFolders = ({ emulations }: Editor): SideFolder[] =>
  emulations.all.flatMap(({ id, run }) =>
    [...run.values.sides.values()].map(({ side, dir }) => ({
      emulation: id,
      side: side.name,
      label: sideLabel(side),
      dir,
    })),
  );
