import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { everything, git, newUser, readyLine, tinyCopy } from "./world";

const yaml = "backcompat/workspace.yaml";
beforeAll(() => void tinyCopy());

describe.concurrent("running tiny", () => {
  it("is green with a release that understands the host, and leaves every byte as it was", async () => {
    const [user, copy] = [newUser(), tinyCopy()];
    const [before, status] = [everything(copy), git(copy, "status", "--porcelain")];
    const { exit, out, said } = await user.run(copy, "run", "tiny");
    expect(said).toContain('✓ check "the_job succeeds"');
    expect(said).toContain("restored: nothing left");
    expect(out).toMatch(/^green in /);
    expect(exit).toBe(0);
    expect(everything(copy)).toEqual(before);
    expect(git(copy, "status", "--porcelain")).toBe(status);
    expect(git(copy, "worktree", "list").trim().split("\n")).toHaveLength(1);
  });

  it("is red with an older one, with root cause lines of both sides and the way to debug them", async () => {
    const [user, copy] = [newUser(), tinyCopy()];
    const before = everything(copy);
    const { exit, out } = await user.run(copy, "run", "tiny", "--with", "release=1.0.0");
    expect(exit).toBe(1);
    expect(out).toMatch(/userCode 1\.0\.0 · codeserver +ValueError: unknown field "job_name"/);
    expect(out).toMatch(/host workspace · webserver +\S*UserCodeError/);
    expect(out).toContain("backcompat up tiny --with host=workspace --with release=1.0.0 --debug");
    expect(everything(copy)).toEqual(before);
  });

  it("says of a version that is not there which ones are near, and starts nothing", async () => {
    const [user, copy] = [newUser(), tinyCopy()];
    const before = everything(copy);
    const { exit, out, said } = await user.run(copy, "run", "tiny", "--with", "release=9.9.9");
    expect(exit).toBe(2);
    expect(out).toBe("");
    expect(said).toContain("9.9.9");
    expect(said).toContain("2.0.0");
    expect(everything(copy)).toEqual(before);
  });

  it("with --swap runs the old release as the host", async () => {
    const [user, copy] = [newUser(), tinyCopy()];
    const before = everything(copy);
    const { exit, out, said } = await user.run(
      copy,
      "run",
      "tiny",
      "--swap",
      "--with",
      "release=1.2.0",
      "--json",
    );
    expect([0, 1]).toContain(exit);
    expect(said).toMatch(/webserver +host 1\.2\.0/);
    expect(said).toMatch(/codeserver +userCode workspace/);
    const [report] = out.trim().split("\n");
    expect(JSON.parse(report ?? "")).toMatchObject({ versions: { host: "workspace", release: "1.2.0" } });
    expect(everything(copy)).toEqual(before);
  });

  it("prints with --json one document that says the verdict, the checks and the times", async () => {
    const { exit, out } = await newUser().run(tinyCopy(), "run", "tiny", "--with", "release=1.0.0", "--json");
    expect(exit).toBe(1);
    const report = JSON.parse(out);
    expect(report).toMatchObject({
      verdict: "red",
      versions: { host: "workspace", release: "1.0.0" },
      checks: [{ name: "the_job succeeds", verdict: "red", exit: 1 }],
      silent: [],
    });
    expect(Object.keys(report.timings)).toEqual(
      expect.arrayContaining(["service:webserver", "tree:userCode", "total"]),
    );
    const sides = report.rootCauseLines.map((line: { side: string }) => line.side);
    expect(new Set(sides)).toEqual(new Set(["userCode", "host"]));
  });
});

describe.concurrent("staying up", () => {
  it("prints one JSON line when all is ready; Ctrl-C is then the normal end", async () => {
    const [user, copy] = [newUser(), tinyCopy()];
    const before = everything(copy);
    const up = user.start(copy, "up", "tiny", "--json");
    await up.until('"emulation":');
    const during = await user.run(copy, "ps", "--json");
    expect(JSON.parse(during.out)).toMatchObject([{ scenario: "tiny", state: "ready" }]);
    const { exit, out, said } = await up.interrupt();
    expect(exit).toBe(0);
    expect(out.trim().split("\n")).toHaveLength(1);
    const line = readyLine(out);
    expect(line).toMatchObject({
      emulation: expect.stringMatching(/^[0-9a-f]{6}$/),
      versions: { host: "workspace", release: "1.2.0" },
      services: {
        codeserver: { pid: expect.any(Number), ports: { rpc: expect.any(Number) }, ready: true },
        webserver: { pid: expect.any(Number), ports: { http: expect.any(Number) }, ready: true },
      },
    });
    expect(said).toContain("restored: nothing left");
    expect(everything(copy)).toEqual(before);
  });

  it("ends with 130 when Ctrl-C comes while it starts, and puts everything back", async () => {
    const [user, copy] = [newUser(), tinyCopy()];
    const before = everything(copy);
    const up = user.start(copy, "up", "tiny");
    await up.until(/rewrite .*workspace.yaml/);
    const { exit, out } = await up.interrupt();
    expect(exit).toBe(130);
    expect(out).toBe("");
    expect(everything(copy)).toEqual(before);
    expect((await user.run(copy, "ps")).said).toContain("No emulation runs");
  });

  it("keeps an edit that the user makes in a rewritten file while it runs", async () => {
    const [user, copy] = [newUser(), tinyCopy()];
    const path = join(copy, yaml);
    const before = readFileSync(path, "utf8");
    const up = user.start(copy, "up", "tiny");
    await up.until("ready: emulation");
    const during = readFileSync(path, "utf8");
    expect(during).not.toBe(before);
    writeFileSync(path, `# mine\n${during}`);
    expect((await up.interrupt()).exit).toBe(0);
    expect(readFileSync(path, "utf8")).toBe(`# mine\n${before}`);
  });

  it("tells a second emulation of the same workspace who has the file, and lets the first run on", async () => {
    const [user, copy] = [newUser(), tinyCopy()];
    const before = everything(copy);
    const first = user.start(copy, "up", "tiny", "--json");
    await first.until('"emulation":');
    const second = await user.run(copy, "up", "tiny", "--with", "release=1.0.0");
    expect(second.exit).toBe(3);
    expect(second.said).toContain(yaml);
    const ps = JSON.parse((await user.run(copy, "ps", "--json")).out);
    expect(ps).toHaveLength(1);
    expect(second.said).toContain(`is rewritten by emulation ${ps[0].id}, which still runs`);
    expect(second.said).toContain(`backcompat down ${ps[0].id}`);
    expect(readFileSync(join(copy, yaml), "utf8")).toContain("127.0.0.1");
    expect((await first.interrupt()).exit).toBe(0);
    expect(everything(copy)).toEqual(before);
  });

  it("runs two at once whose hosts come from releases; the earlier may end first", async () => {
    const [user, copy] = [newUser(), tinyCopy()];
    const before = everything(copy);
    const args = ["up", "tiny", "--with", "host=2.0.0", "--json"];
    const first = user.start(copy, ...args);
    await first.until('"emulation":');
    const second = user.start(copy, ...args, "--with", "release=1.6.0");
    await second.until('"emulation":');
    const one = await first.interrupt();
    expect(one.exit).toBe(0);
    const left = JSON.parse((await user.run(copy, "ps", "--json")).out);
    expect(left).toMatchObject([{ state: "ready", versions: { release: "1.6.0" } }]);
    const two = await second.interrupt();
    expect(two.exit).toBe(0);
    const portsOf = (out: string) => JSON.stringify(readyLine(out)["services"]).match(/"(rpc|http)":\d+/g);
    expect(portsOf(one.out)).not.toEqual(portsOf(two.out));
    expect(everything(copy)).toEqual(before);
  });

  it("replays a plan that `plan --json` printed", async () => {
    const [user, copy] = [newUser(), tinyCopy()];
    const plan = await user.run(copy, "plan", "tiny", "--with", "release=1.1.0", "--json");
    expect(plan.exit).toBe(0);
    const file = join(user.home, "..", "plan.json");
    writeFileSync(file, plan.out);
    const up = user.start(copy, "up", "--plan", file, "--json");
    await up.until('"emulation":');
    const { exit, out } = await up.interrupt();
    expect(exit).toBe(0);
    expect(readyLine(out)).toMatchObject({ versions: { release: "1.1.0" } });
  });
});
