import type { Engine } from "../../containers/engine";
import { labels } from "../../containers/labels";
import { listContainers } from "../../containers/list";
import { perform, removeContainer, stopContainer } from "../../containers/operations";
import { request } from "../../containers/request";
import { isRecord } from "../../util/json";
import { sleep } from "../../util/time";

/** What an emulation may have left on an engine. */
export interface LeftOnEngine {
  readonly emulation: string;
  readonly token: string;
  /** Containers that were announced, whether they were made or not. */
  readonly announced: readonly string[];
  readonly graceMs: number;
  /** Data outlives these containers, so they get their clean stop first. */
  readonly kept: boolean;
}

/** Containers, networks and volumes that carry the emulation's labels, and nothing else. In words what was removed. */
export const removeAll = async (
  engine: Engine,
  left: LeftOnEngine,
  signal: AbortSignal,
): Promise<string[]> => {
  const marks = { [labels.emulation]: left.emulation, [labels.run]: left.token };
  const seen = new Map<string, string>();
  for (let looks = 0; ; looks++) {
    const found = await listContainers(engine, signal, marks);
    await Promise.all(
      found.map(async ({ id, name, state }) => {
        if (left.kept && state === "running")
          await stopContainer(engine, id, { graceS: Math.ceil(left.graceMs / 1000), signal });
        await removeContainer(engine, id, signal);
        seen.set(id, name);
      }),
    );
    // One whose making was under way when its host was killed comes a moment later.
    const missing = left.announced.some((name) => ![...seen.values()].includes(name));
    if (found.length === 0 && (!missing || looks >= moreLooks)) break;
    if (found.length === 0) await sleep(lookEveryMs, signal);
  }
  const networks = await removeNamed(engine, "networks", marks, signal);
  const volumes = await removeNamed(engine, "volumes", marks, signal);
  return [
    ...[...seen.values()].map((name) => `removed container ${name}`),
    ...networks.map((name) => `removed network ${name}`),
    ...volumes.map((name) => `removed volume ${name}`),
  ];
};

const moreLooks = 2;
const lookEveryMs = 250;

const removeNamed = async (
  engine: Engine,
  kind: "networks" | "volumes",
  marks: Readonly<Record<string, string>>,
  signal: AbortSignal,
): Promise<string[]> => {
  const label = Object.entries(marks).map(([name, value]) => `${name}=${value}`);
  const query = { filters: JSON.stringify({ label }) };
  const names = namesOf(await request(engine.docker, { path: `/${kind}`, query, signal }));
  for (const name of names)
    await perform(engine, `Removing ${name}`, [404], {
      path: `/${kind}/${encodeURIComponent(name)}`,
      method: "DELETE",
      signal,
    });
  return names;
};

/** Networks come as a list, volumes in a record. */
const namesOf = (answer: unknown): string[] => {
  const list: unknown = isRecord(answer) ? answer["Volumes"] : answer;
  return (Array.isArray(list) ? list : []).flatMap((one: unknown) =>
    isRecord(one) && typeof one["Name"] === "string" ? [one["Name"]] : [],
  );
};
