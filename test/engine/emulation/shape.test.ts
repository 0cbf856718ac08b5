import { readdirSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { everything, newUser, type User } from "../../system/cli/world";
import { type Dockerd, startDockerd } from "../harness/dockerd";
import { docker } from "../harness/images";
import { importPostgres } from "../harness/importedImages";
import { removedAfter } from "../world";
import { fourContainers } from "./shape";
import { leftOn, logOf } from "./world";

let engine: Dockerd;
let user: User;
let folder: string;

beforeAll(async () => {
  engine = removedAfter(await startDockerd());
  importPostgres(engine.host);
  user = newUser({ DOCKER_HOST: engine.host });
  folder = fourContainers();
});

/** Three runs of four containers each, and images to be built. */
const timeout = 600_000;

interface Report {
  readonly verdict: string;
  readonly rootCauseLines: readonly { readonly service: string; readonly text: string }[];
}

/** Leaves nothing on the engine, and every byte of the folder as it was. */
const runWith = async (release: string) => {
  const before = everything(folder);
  const { out, said } = await user.run(folder, "run", "containers", "--with", `release=${release}`, "--json");
  expect(leftOn(engine.host)).toBe("");
  expect(everything(folder)).toEqual(before);
  const id = emulations().find((one) => !known.has(one)) ?? "";
  known.add(id);
  return { report: JSON.parse(out) as Report, said, id };
};

const known = new Set<string>();
const emulations = (): string[] => readdirSync(join(user.home, "emulations"));
const images = (): string[] => docker(engine.host, "images", "-q").split("\n").sort();

describe("a webserver, a daemon, an older code server and PostgreSQL as containers", { timeout }, () => {
  it("work together, from images that are built once, and their logs are there after they were removed", async () => {
    const { report, said, id } = await runWith("1.2.0");
    expect(report.verdict, said).toBe("green");
    const says = {
      webserver: "Launching the_job",
      codeserver: "Running the_job",
      daemon: "tick 1",
      database: "database system is ready to accept connections",
    };
    for (const [service, text] of Object.entries(says)) expect(logOf(user.home, id, service)).toContain(text);
    const { out } = await user.run(folder, "logs", id);
    for (const text of Object.values(says)) expect(out).toContain(text);
    const before = images();
    expect((await runWith("1.2.0")).said).toMatch(/build the image of codeserver.*cached/);
    expect(images()).toEqual(before);
  });

  it("are red with a code server that does not know what it is asked, and both say why", async () => {
    const { report, said } = await runWith("1.0.0");
    expect(report.verdict, said).toBe("red");
    const causes = report.rootCauseLines.map(({ service, text }) => `${service}: ${text}`).join("\n");
    expect(causes).toMatch(/codeserver: .*ValueError: unknown field "job_name"/);
    expect(causes).toMatch(/webserver: .*UserCodeError/);
  });
});
