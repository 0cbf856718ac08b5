import { cpSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { startAdapter } from "../click/adapter.mts";
import { click, commandsNamed } from "../click/click.mts";
import type { Target } from "../click/hand.mts";
import type { DapClient } from "../click/loadClient.mts";
import type { Place } from "../orphans/place.mts";
import { release } from "./place.mts";

export interface Click {
  readonly ms: number;
  /** As the debug console shows them, with what each took. */
  readonly steps: readonly string[];
  readonly servers: Servers;
}

/** As they were started, with a copy of Dagster's home, which is gone with its emulation. */
export interface Servers {
  readonly grpc: Target;
  readonly webserver: Target;
  readonly home: string;
}

/** One after the other in a state folder of that name: the first is cold. */
export const clicks = async (place: Place, name: string, count: number): Promise<Click[]> => {
  const adapter = await startAdapter({
    ...place,
    env: { ...place.env, BACKCOMPAT_HOME: join(place.folder, name) },
  });
  const what = { scenario: "dagster", versions: { host: "workspace", release } };
  const all: Click[] = [];
  for (let one = 0; one < count; one++) {
    const home = join(place.folder, `home-${name}-${one}`);
    const { ms, seen } = await click(adapter.port, place.sample, (parent) => look(parent, home), what);
    if (seen === undefined) throw new Error("Nothing was seen of it");
    all.push({ ms, ...seen });
  }
  await adapter.end();
  return all;
};

const output = z.object({ output: z.string() });

const look = async (parent: DapClient, home: string) => {
  const [grpc, webserver] = await commandsNamed(parent, "grpc");
  if (grpc === undefined || webserver === undefined) throw new Error("Two servers were to run");
  cpSync(grpc.env["DAGSTER_HOME"] ?? "", home, { recursive: true });
  const steps = parent
    .events("output")
    .map((body) => output.parse(body).output.trim())
    .filter((text) => text.startsWith("✓"));
  return { servers: { grpc, webserver, home }, steps };
};
