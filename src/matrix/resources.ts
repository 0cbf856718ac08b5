import { join } from "node:path";
import type { Settled, SettledRewrite, SettledSide } from "../scenario/settled";

/** What two cells that run at once can't both have: a fixed port, a file of the user's own folder. */
export const resourcesOf = (settled: Settled): readonly string[] => [
  ...Object.values(settled.services).flatMap(({ ports }) =>
    Object.values(ports).flatMap(({ fixed }) => (fixed === undefined ? [] : [`port ${fixed}`])),
  ),
  ...settled.rewrites.flatMap((rewrite) => fileOf(rewrite, settled.sides[rewrite.side])),
  ...(settled.state === "kept" ? ["kept state"] : []),
];

const fileOf = ({ file, as }: SettledRewrite, side: SettledSide | undefined): readonly string[] => {
  const folder = side === undefined ? undefined : ownFolderOf(side);
  return as === "copy" || folder === undefined ? [] : [`file ${join(folder, file)}`];
};

/** Trees of ours are there once for each that changes them. */
const ownFolderOf = ({ source }: SettledSide): string | undefined => {
  if (source.kind === "workspace") return source.folder;
  return source.kind === "folder" ? source.path : undefined;
};
