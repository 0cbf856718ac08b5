import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { everything, here, holdPort, newUser, node, readyLine, scenarioFolder, serverOn } from "./world";

const withPort = (wish: unknown) => ({
  sides: { a: here },
  services: { web: serverOn({ ports: { http: wish } }) },
});

describe.concurrent("a port", () => {
  it("that must be that one and is taken: exit 3, naming who has it since when", async () => {
    const held = await holdPort();
    const folder = scenarioFolder(withPort({ fixed: held.port }));
    const before = everything(folder);
    const user = newUser();
    const { exit, said } = await user.run(folder, "up");
    await held.close();
    expect(exit).toBe(3);
    expect(said).toContain(`web.http needs port ${held.port}, which is taken by process ${process.pid} (`);
    expect(said).toMatch(/\(.*(vitest|node).*\), running for \d/);
    expect(said).toContain("→ Stop that process");
    expect(everything(folder)).toEqual(before);
    expect((await user.run(folder, "ps", "--all", "--json")).out).toBe("[]\n");
  });

  it("that is only preferred and taken: another is used", async () => {
    const held = await holdPort();
    const up = newUser().start(scenarioFolder(withPort(held.port)), "up", "--json");
    await up.until('"emulation":');
    const { exit, out } = await up.interrupt();
    await held.close();
    expect(exit).toBe(0);
    const { services } = readyLine(out);
    expect(services).toMatchObject({ web: { ports: { http: expect.any(Number) } } });
    expect(JSON.stringify(services)).not.toContain(`"http":${held.port}`);
  });

  it("that somebody takes between its choice and the start is no finding about versions: exit 3", async () => {
    const free = await holdPort();
    await free.close();
    const wait = `const { existsSync, writeFileSync } = require("fs"); writeFileSync("chosen", "");
      const look = () => existsSync("go") || setTimeout(look, 20); look();`;
    const folder = scenarioFolder({
      ...withPort(free.port),
      setup: [{ side: "a", run: [node, "-e", wait] }],
    });
    const run = newUser().run(folder, "run");
    await expect.poll(() => existsSync(join(folder, "chosen")), { timeout: 20_000 }).toBe(true);
    const thief = await holdPort(free.port);
    writeFileSync(join(folder, "go"), "");
    const { exit, said } = await run;
    await thief.close();
    expect(said).toContain(`web.http needs port ${free.port}, which is taken by process ${process.pid}`);
    expect(exit).toBe(3);
  });
});

describe.concurrent("a service", () => {
  it("that dies at its start makes the run red, by a check with its last words", async () => {
    const folder = scenarioFolder({
      sides: { a: here },
      services: {
        web: serverOn({ run: [node, "-e", "console.error('no such table: jobs'); process.exit(4)"] }),
      },
      checks: { never: { service: "web", http: "/" } },
    });
    const before = everything(folder);
    const user = newUser();
    const { exit, out, said } = await user.run(folder, "run", "--json");
    expect(exit).toBe(1);
    const report = JSON.parse(out);
    expect(report).toMatchObject({ verdict: "red", checks: [{ name: "ready: web", verdict: "red" }] });
    expect(report.checks[0].why).toContain("web ended with exit code 4 before it was ready");
    expect(JSON.stringify(report)).toContain("no such table: jobs");
    expect(said).toContain("✗ web");
    expect(everything(folder)).toEqual(before);
    const text = await user.run(folder, "run");
    expect(text.out).toContain("no such table: jobs");
    expect(`${text.said}${text.out}`).toContain('check "ready: web"');
  });

  it("that never answers makes it red too, and says what was waited for", async () => {
    const folder = scenarioFolder({
      sides: { a: here },
      services: { web: serverOn({ ready: { http: "/bad", timeout: "1s" } }) },
    });
    const { exit, out } = await newUser().run(folder, "run", "--json");
    expect(exit).toBe(1);
    expect(JSON.parse(out).checks).toMatchObject([
      { name: "ready: web", why: expect.stringContaining("/bad") },
    ]);
  });

  it("whose program is not there: exit 3, with its name", async () => {
    const folder = scenarioFolder({
      sides: { a: here },
      services: { web: serverOn({ run: ["no-such-program-here"] }) },
    });
    const { exit, said } = await newUser().run(folder, "up");
    expect(said).toContain("no-such-program-here");
    expect(said).not.toContain("defect");
    expect(exit).toBe(3);
  });
});

describe.concurrent("a check", () => {
  it("whose program is not there: exit 3 as for a service, after everything was put back", async () => {
    const folder = scenarioFolder({
      sides: { a: here },
      services: { web: serverOn() },
      checks: { c: { side: "a", run: ["no-such-program-here"] } },
    });
    const { exit, out, said } = await newUser().run(folder, "run");
    expect(said).toContain("The check “c” could not run.");
    expect(said).toContain("no-such-program-here is not on PATH");
    expect(said).toContain("restored: nothing left");
    expect(out).not.toContain("red");
    expect(exit).toBe(3);
  });

  it("that the scenario lacks: green, and said that nothing was checked", async () => {
    const folder = scenarioFolder({ sides: { a: here }, services: { web: serverOn() } });
    const { exit, out, said } = await newUser().run(folder, "run");
    expect(said).toContain("nothing was checked: the service got ready");
    expect(out).toMatch(/^green in /);
    expect(exit).toBe(0);
  });
});

describe.concurrent("a state folder that takes no more", () => {
  it("keeps nothing from being stopped and given back", async () => {
    const folder = scenarioFolder(
      {
        sides: { a: here },
        services: { web: serverOn() },
        rewrites: [{ side: "a", file: "conf.json", set: { x: 1 } }],
      },
      { "conf.json": '{ "x": 0 }' },
    );
    const before = everything(folder);
    const user = newUser();
    const up = user.start(folder, "up", "--json");
    await up.until('"emulation":');
    const [running] = JSON.parse((await user.run(folder, "ps", "--json")).out);
    const record = join(user.home, "emulations", String(running.id), "record.json");
    rmSync(record);
    mkdirSync(join(record, "in the way"), { recursive: true });
    const { out, said } = await up.interrupt();
    expect(everything(folder)).toEqual(before);
    expect(said).toContain("restored: nothing left");
    const { services } = readyLine(out);
    const { pid } = Object(services).web;
    expect(() => process.kill(pid, 0)).toThrow("ESRCH");
  });
});

describe.concurrent("what can't be undone", () => {
  it("is told with what to do, and what runs is stopped", async () => {
    const folder = scenarioFolder({ sides: { a: here }, services: { web: serverOn() } });
    const user = newUser();
    const up = user.start(folder, "up", "--json");
    await up.until('"emulation":');
    const [running] = JSON.parse((await user.run(folder, "ps", "--json")).out);
    const journal = join(user.home, "emulations", String(running.id), "journal.jsonl");
    rmSync(journal);
    mkdirSync(journal);
    const { exit, out, said } = await up.interrupt();
    expect(exit).toBe(3);
    expect(said).toContain(`Not all that emulation ${running.id} changed could be undone`);
    expect(said).toContain("run backcompat recover");
    const { services } = readyLine(out);
    const { pid } = Object(services).web;
    expect(() => process.kill(pid, 0)).toThrow("ESRCH");
  });
});

describe.concurrent("a side", () => {
  it("that can't be built: exit 3, with the last lines of its build", async () => {
    const commands = [[node, "-e", "console.error('ld: symbol not found: frobnicate'); process.exit(2)"]];
    const folder = scenarioFolder({ sides: { a: { ...here, commands } }, services: { web: serverOn() } });
    const user = newUser();
    const { exit, said, out } = await user.run(folder, "run");
    expect(out).toContain("The environment of side a can't be built");
    expect(out).toContain("ld: symbol not found: frobnicate");
    expect(out).toContain("build.log");
    expect(said).toContain("✗ environment a");
    expect(exit).toBe(3);
    const past = JSON.parse((await user.run(folder, "ps", "--all", "--json")).out);
    expect(past).toMatchObject([{ state: "ended", verdict: "unbuildable" }]);
  });

  it("whose rewritten file is a folder, or whose folder is not there: exit 2, naming it", async () => {
    const other = scenarioFolder({
      sides: { a: here, b: { source: { folder: "none" } } },
      services: { web: serverOn() },
    });
    const { exit, said } = await newUser().run(other, "run");
    expect(said).toContain(`The folder ${join(other, "none")} of the side b is not there`);
    expect(exit).toBe(2);
    const conf = scenarioFolder(
      {
        sides: { a: here },
        services: { web: serverOn() },
        rewrites: [{ side: "a", file: "conf", format: "json", set: { x: 1 } }],
      },
      { "conf/c.json": "{}" },
    );
    expect((await newUser().run(conf, "up")).said).toContain(`conf is a folder (${join(conf, "conf")})`);
  });

  it("whose envFile is one of its tree, wherever one stands", async () => {
    const envFile = "conf/side.env";
    const folder = scenarioFolder(
      {
        sides: { a: { source: { folder: "tree" }, envFile } },
        services: { web: serverOn({ cwd: "${workspaceFolder}" }) },
        checks: { shown: { service: "web", http: "/", expect: { body: "from the tree" } } },
      },
      { "tree/conf/side.env": 'SHOWN="from the tree"\n' },
    );
    expect(await newUser().run(folder, "run")).toMatchObject({ exit: 0 });
    rmSync(join(folder, "tree", envFile));
    const { exit, said } = await newUser().run(folder, "run");
    expect(said).toContain(`envFile of the side a can't be read: ${join(folder, "tree", envFile)}`);
    expect(exit).toBe(2);
  });

  it("whose rewritten file is not in its tree: exit 2, naming the file and the tree", async () => {
    const folder = scenarioFolder({
      sides: { a: here },
      services: { web: serverOn() },
      rewrites: [{ side: "a", file: "conf/none.yaml", set: { x: 1 } }],
    });
    const { exit, said } = await newUser().run(folder, "up");
    expect(said).toContain(`conf/none.yaml is not in the tree of a (${folder})`);
    expect(said).toContain("`when`");
    expect(exit).toBe(2);
  });

  it("whose rewrite asks for a path that the file has not: exit 2, naming file and path", async () => {
    const folder = scenarioFolder(
      {
        sides: { a: here },
        services: { web: serverOn() },
        rewrites: [{ side: "a", file: "c.yaml", set: { "load_from[3].port": 1 } }],
      },
      { "c.yaml": "load_from:\n  - port: 1\n" },
    );
    const { exit, said } = await newUser().run(folder, "up");
    expect(said).toContain("c.yaml");
    expect(said).toContain("load_from[3]");
    expect(exit).toBe(2);
    expect(readFileSync(join(folder, "c.yaml"), "utf8")).toBe("load_from:\n  - port: 1\n");
  });
});
