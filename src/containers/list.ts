import type { Engine } from "./engine";
import { request } from "./request";
import { type ContainerRow, rowsOf } from "./row";

/** All containers, or those that carry all of these labels; newest first, as the engine sorts them. */
export const listContainers = async (
  engine: Engine,
  signal: AbortSignal,
  labels: Readonly<Record<string, string>> = {},
): Promise<ContainerRow[]> => {
  const label = Object.entries(labels).map(([name, value]) => `${name}=${value}`);
  const filters = label.length === 0 ? {} : { filters: JSON.stringify({ label }) };
  const query = { all: true, ...filters };
  return rowsOf(await request(engine.docker, { path: "/containers/json", query, signal }));
};
