import { execFileSync } from "node:child_process";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { newUser, temporaryFolder, type User } from "../../system/cli/world";
import { withUv } from "../dagster/world";

let remove: () => Promise<void>;
let user: User;
let folder: string;

beforeAll(async () => {
  const uv = await withUv();
  remove = uv.remove;
  user = newUser({ PATH: uv.path });
  folder = join(temporaryFolder(), "metaflow");
  const script = join(process.cwd(), "scripts", "sample.mjs");
  execFileSync(process.execPath, [script, "metaflow", folder], { stdio: "pipe" });
});
afterAll(() => remove());

const plan = z.object({ steps: z.array(z.looseObject({ id: z.string(), after: z.array(z.string()) })) });

describe("Metaflow's harness as a scenario", () => {
  it.each(["2.0.5", "2.12.0"])("runs its flow with client %s, and finds the run again", async (client) => {
    const ended = await user.run(folder, "run", "metaflow clients", "--with", `client=${client}`, "--json");
    expect(ended.said).not.toContain("✗");
    expect(JSON.parse(ended.out)).toMatchObject({
      verdict: "green",
      checks: [
        { name: "a flow runs", verdict: "green" },
        { name: "its run is found again", verdict: "green" },
      ],
    });
  });

  it("takes the service from a clone, and migrates the database before the service starts on it", async () => {
    expect((await user.run(folder, "validate")).exit).toBe(0);
    cloneWith(["2.0.3", "2.0.6", "v2.4.0"]);
    const chosen = ["--with", "service=@latest", "--with", "client=2.12.0"];
    const { out, said } = await user.run(folder, "plan", "metaflow on one database", ...chosen, "--json");
    if (out === "") throw new Error(said);
    const { steps } = plan.parse(JSON.parse(out));
    const metadata = steps.find(({ id }) => id === "service:metadata");
    expect(metadata?.after).toEqual(
      expect.arrayContaining(["state", "service:database", "migrate:0", "environment:service"]),
    );
    expect(steps.find(({ id }) => id === "tree:service")).toMatchObject({
      title: "check out v2.4.0 for service",
    });
  });
});

/** Where the source is not to be had, its tags are enough for a plan. */
const cloneWith = (tags: readonly string[]): void => {
  const clone = join(folder, "metaflow-service");
  mkdirSync(clone);
  const who = ["-c", "user.name=Someone", "-c", "user.email=someone@example.com"];
  const git = (...args: readonly string[]): void => {
    execFileSync("git", ["-C", clone, ...who, ...args], { stdio: "pipe" });
  };
  git("init", "-q");
  for (const tag of tags) {
    git("commit", "-q", "--allow-empty", "-m", tag);
    git("tag", tag);
  }
};
