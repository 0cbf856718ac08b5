import { refusal } from "../../containers/failure";
import { labels } from "../../containers/labels";
import { perform } from "../../containers/operations";
import { request } from "../../containers/request";
import { rowsOf } from "../../containers/row";
import { contentHash } from "../../util/json";
import { machineFailure } from "../../util/problem";
import { beginsEmpty } from "../keptState";
import type { Run } from "../run";
import { engineRef } from "./engineRef";
import type { EngineAtWork } from "./engines";
import { marksOf, nameOf } from "./ownership";

/** New ones go with the emulation; a kept one is the scenario's, and outlives it. */
export const volumeName = ({ id, plan }: Pick<Run, "id" | "plan">, volume: string): string => {
  const { state, folder, name } = plan.settled;
  return state === "fresh" ? nameOf(id, volume) : `backcompat-kept-${contentHash([folder, name])}-${volume}`;
};

export const makeVolume = async (
  run: Run,
  engine: string,
  volume: string,
  signal: AbortSignal,
): Promise<string> => {
  const at = await run.engines.use(engine, signal);
  const name = volumeName(run, volume);
  const kept = run.plan.settled.state === "kept";
  if (kept) await mustBeFree(at, name, volume, signal);
  if (kept && beginsEmpty(run.plan)) await removeVolume(at, name, signal);
  else run.journal.write({ kind: "engine", engine: engineRef(at.engine.spec.host), what: "volume", name });
  const marks = kept ? { [labels.scenario]: run.plan.settled.name } : marksOf(run);
  try {
    await at.engine.docker.createVolume({ Name: name, Labels: marks });
  } catch (error) {
    throw await refusal(error, at.engine, `The volume ${name} can't be made`);
  }
  return name;
};

const removeVolume = async ({ engine }: EngineAtWork, name: string, signal: AbortSignal): Promise<void> => {
  const path = `/volumes/${encodeURIComponent(name)}`;
  await perform(engine, `Emptying the volume ${name}`, [404], { path, method: "DELETE", signal });
};

/** Two programs on one database spoil it. */
const mustBeFree = async (
  { engine }: EngineAtWork,
  name: string,
  volume: string,
  signal: AbortSignal,
): Promise<void> => {
  const query = { filters: JSON.stringify({ volume: [name], status: ["running", "paused", "restarting"] }) };
  const users = rowsOf(await request(engine.docker, { path: "/containers/json", query, signal }));
  if (users.length === 0) return;
  const who = users.map(({ name: user, ours }) =>
    ours === undefined ? user : `${user} of emulation ${ours.emulation}`,
  );
  throw machineFailure("volume-in-use", `The kept volume ${volume} is in use by ${who.join(", ")}`, {
    hint: "Stop that one first (`backcompat ps`, `backcompat down`), or use a fresh state.",
  });
};
