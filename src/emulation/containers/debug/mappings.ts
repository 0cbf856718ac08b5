import { promises as fs, statSync } from "node:fs";
import { posix, resolve } from "node:path";
import { type FileInside, filesInside } from "../../../containers/readInside";
import type { ContainerSpec } from "../../../services/container/types";
import { combined } from "../../../trees/mapping/combine";
import { pairsByContent } from "../../../trees/mapping/compare";
import { pairsOfDockerfile } from "../../../trees/mapping/dockerfile";
import { filesLike } from "../../../trees/mapping/filesLike";
import type { FolderPair } from "../../../trees/mapping/types";
import { pathInside, readIfThere } from "../../../util/files";
import type { Run } from "../../run";
import { fillIn, fillRecord, seenFrom } from "../../values";
import { engineOf } from "../engines";
import { folderOfService } from "../folder";
import type { ContainerService } from "../wanted";
import type { Probe } from "./probe";

/**
 * Which folders of the image are which here: what is mounted is sure, what the Dockerfile copies nearly so; where the
 * program runs in a folder of which neither speaks, contents are compared with the trees.
 */
export const mappingsOf = async (
  run: Run,
  service: ContainerService,
  spec: ContainerSpec,
  probe: Probe,
): Promise<FolderPair[]> => {
  const sure = combined(await mounted(spec), await copied(run, service));
  const covered = sure.some(({ there }) => pathInside(there, probe.cwd, posix));
  return covered || probe.cwd === "/" ? sure : combined(sure, await compared(run, service, probe));
};

const mounted = async ({ mounts }: ContainerSpec): Promise<FolderPair[]> => {
  const folders = mounts.flatMap((mount) =>
    mount.kind === "folder" ? [{ here: mount.path, there: mount.at }] : [],
  );
  const kinds = await Promise.all(folders.map(({ here }) => fs.stat(here).catch(() => undefined)));
  return folders.filter((_, index) => kinds[index]?.isDirectory());
};

const copied = async (run: Run, service: ContainerService): Promise<FolderPair[]> => {
  const { what, name } = service;
  if (what.kind !== "build") return [];
  const values = seenFrom(engineOf(service), run.values);
  const fill = (text: string): string => fillIn(text, values, name);
  const context = resolve(folderOfService(run, service), fill(what.context));
  const text = await readIfThere(resolve(context, fill(what.dockerfile ?? "Dockerfile")));
  if (text === undefined) return [];
  return pairsOfDockerfile({
    text: text.toString("utf8"),
    context,
    args: fillRecord(what.args, values, name),
    target: what.target && fill(what.target),
    isFile: (path) => statSync(path, { throwIfNoEntry: false })?.isFile() ?? false,
  });
};

const compared = async (run: Run, { side }: ContainerService, probe: Probe): Promise<FolderPair[]> => {
  const { engine, id, cwd, signal } = probe;
  const there = await filesInside(engine, id, cwd, { wanted: isSource, most: mostFiles, signal });
  const own = side === undefined ? undefined : run.values.sides.get(side)?.dir;
  const others = [...run.values.sides.values()].map(({ dir }) => dir).filter((dir) => dir !== own);
  for (const tree of [...(own === undefined ? [] : [own]), ...others]) {
    const pairs = pairsByContent(there.map(fingerprint(cwd)), await filesLike(tree, there, signal));
    if (pairs.length > 0) return pairs;
  }
  return [];
};

const fingerprint =
  (folder: string) =>
  ({ path, content }: FileInside) => ({
    path: posix.join(folder, path),
    content: content.toString("latin1"),
  });

/** Enough to tell a folder by; an empty file is like any other. */
const mostFiles = 200;
const isSource = (path: string, size: number): boolean =>
  size > 0 &&
  size < 512 * 1024 &&
  /\.(py|[cm]?[jt]sx?|c|cc|cpp|h|hpp|rs)$/.test(path) &&
  !/(^|\/)(node_modules|site-packages|\.git)\//.test(path);
