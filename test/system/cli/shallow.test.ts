import { cpSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { beforeAll, describe, expect, it } from "vitest";
import { everything, git, newUser, temporaryFolder, tinyCopy } from "./world";

beforeAll(() => void tinyCopy());

/** As a person has it who cloned in a hurry: one commit, no tags, and the project's own scenario. */
const shallowTiny = (): { readonly clone: string; readonly upstream: string } => {
  const upstream = tinyCopy();
  const clone = join(temporaryFolder(), "tiny");
  git(upstream, "clone", "-q", "--depth", "1", "--no-tags", pathToFileURL(upstream).href, clone);
  cpSync(join(upstream, ".vscode"), join(clone, ".vscode"), { recursive: true });
  git(clone, "status");
  return { clone, upstream };
};

describe.concurrent("running tiny in a shallow clone without tags", () => {
  it("is green with the scenario's default release, and leaves the clone as it was", async () => {
    const [user, { clone }] = [newUser(), shallowTiny()];
    const before = everything(clone);
    const { exit, out, said } = await user.run(clone, "run", "tiny");
    expect(said).toContain("userCode 1.2.0");
    expect(out).toMatch(/^green in /);
    expect(exit).toBe(0);
    expect(everything(clone)).toEqual(before);
    expect(git(clone, "tag").trim()).toBe("");
  });

  it("is red with a release that only the remote has", async () => {
    const [user, { clone }] = [newUser(), shallowTiny()];
    const before = everything(clone);
    const { exit, out } = await user.run(clone, "run", "tiny", "--with", "release=1.0.0");
    expect(out).toMatch(/userCode 1\.0\.0 · codeserver +ValueError: unknown field "job_name"/);
    expect(exit).toBe(1);
    expect(everything(clone)).toEqual(before);
  });

  it("lists what the clone has, and says that there is more", async () => {
    const [user, { clone }] = [newUser(), shallowTiny()];
    const { exit, said } = await user.run(clone, "versions", "release");
    expect(said).toContain("`git fetch --tags` lists them");
    expect(exit).toBe(0);
  });
});
