import { isAbsolute, join } from "node:path";
import type { EmulationFolder } from "../../emulation/emulationFolder";
import type { Plan } from "../../emulation/plan";
import type { EmulationRecord } from "../../emulation/record";
import { findRootCauses } from "../../logs/rootCauses";
import type { LoggedLine, RootCauses, SideInfo } from "../../logs/types";
import type { LogView } from "../../logs/view";
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

/** More lines than these have nothing new to say of why it broke. */
const latest = 20_000;

/** What each side said when it broke: as `run` tells it, out of what is stored. */
export const causesOf = async (view: LogView, { record, plan }: LoggedEmulation): Promise<RootCauses> => {
  const rows = await view.rows(Math.max(0, view.count - latest), view.count);
  const until = record?.stopping ?? Number.POSITIVE_INFINITY;
  const lines: LoggedLine[] = rows
    .filter(({ time }) => time < until)
    .map(({ time, stream, text, source }) => ({
      time,
      stream,
      text,
      service: source.service,
      side: source.side,
    }));
  const sides = Object.values(plan?.settled.sides ?? {}).map(
    ({ name, version }): SideInfo => ({
      name,
      version: version?.name,
      dir: record?.dirs?.[name] ?? ownFolder(plan, name) ?? "",
    }),
  );
  // Only services are here to be heard: what is no service of the plan would count as a check.
  const ignore = Object.fromEntries(
    [...new Set(lines.map(({ service }) => service))].map((service) => [
      service,
      plan?.settled.services[service]?.ignore ?? [],
    ]),
  );
  return findRootCauses({ lines, sides: sides.filter(({ dir }) => dir !== ""), ignore });
};
