import { join } from "node:path";
import type { Place } from "../orphans/place.mts";
import { type Measured, takingTurns, timed } from "./measure.mts";
import { manyTags, writeScenario } from "./repositories.mts";
import { run } from "./run.mts";

const bare = { name: "node -e 0", argv: [process.execPath, "-e", "0"] } as const;

/** `plan` of twenty services, from Enter to the prompt. */
export const measurePlan = async (place: Place, runs: number): Promise<Measured> => {
  const folder = join(place.folder, "services");
  await manyTags(folder, 10);
  writeScenario(folder, twentyServices);
  return verb(place, { folder, args: ["plan", "bench"], what: "plan of 20 services", boundMs: 400, runs });
};

/** `versions` of a repository with 2,000 tags. */
export const measureVersions = async (place: Place, runs: number): Promise<Measured> => {
  const folder = join(place.folder, "tags");
  await manyTags(folder, 2_000);
  writeScenario(folder, twentyServices);
  const args = ["versions", "release"];
  return verb(place, { folder, args, what: "versions over 2,000 tags", boundMs: 300, runs });
};

interface Verb {
  readonly folder: string;
  readonly args: readonly string[];
  readonly what: string;
  readonly boundMs: number;
  readonly runs: number;
}

const verb = async ({ cli, env }: Place, { folder, args, what, boundMs, runs }: Verb): Promise<Measured> => {
  const command = [process.execPath, cli, ...args];
  await run(command, { cwd: folder, env });
  const { ours, peer } = await takingTurns(runs, {
    ours: () => timed(() => run(command, { cwd: folder, env })),
    peer: () => timed(() => run(bare.argv, { env })),
  });
  return {
    what,
    ours,
    unit: "ms",
    peer: { name: bare.name, value: peer },
    bound: `${boundMs} ms`,
    holds: ours <= boundMs,
  };
};

const service = (index: number) => ({
  side: index % 2 === 0 ? "host" : "userCode",
  run: ["python", "-m", `service${index}`, "--port", "${port}"],
  ports: { http: 4000 + index },
  ready: { tcp: true },
  ...(index === 0 ? {} : { after: [`service${index - 1}`] }),
  env: { BEFORE: index === 0 ? "" : `\${services.service${index - 1}.ports.http}` },
});

const twentyServices = {
  title: "Twenty services",
  axes: {
    host: { versions: { git: "${workspaceFolder}" }, default: "workspace" },
    release: { like: "host", default: "@earliest" },
  },
  sides: {
    host: { source: { git: "${host}" }, python: { version: ">=3.8" } },
    userCode: { source: { git: "${release}" }, python: { version: ">=3.8" } },
  },
  services: Object.fromEntries(Array.from({ length: 20 }, (_, index) => [`service${index}`, service(index)])),
};
