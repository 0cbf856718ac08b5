import { isAbsolute, join } from "node:path";
import type { EmulationFolder } from "../../emulation/emulationFolder";
import type { Plan } from "../../emulation/plan";
import type { EmulationRecord } from "../../emulation/record";
import type { PlaceRoots } from "./findPlace";

/** What is known of an emulation, running or past, beside its logs. */
export interface LoggedEmulation {
  readonly folder: EmulationFolder;
  readonly record: EmulationRecord | undefined;
  readonly plan: Plan | undefined;
}

/** Where a line's side has its code. */
export const rootsOf = (
  { record, plan, folder }: LoggedEmulation,
  side: string | undefined,
  service: string,
): PlaceRoots | undefined => {
  const dir = side === undefined ? undefined : (record?.dirs?.[side] ?? ownFolder(plan, side));
  if (dir === undefined) return undefined;
  const below = plan?.settled.services[service]?.cwd;
  if (below === undefined) return { dir, cwd: undefined };
  const cwd = below.replaceAll("${emulation.dir}", folder.work);
  return { dir, cwd: cwd.includes("${") ? undefined : isAbsolute(cwd) ? cwd : join(dir, cwd) };
};

const ownFolder = (plan: Plan | undefined, side: string): string | undefined => {
  const source = plan?.settled.sides[side]?.source;
  return source?.kind === "workspace" ? source.folder : undefined;
};
