import { existsSync, mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { everything, here, newUser, readyLine, scenarioFolder, serverOn, temporaryFolder } from "./world";

const simple = {
  sides: { a: here },
  services: { web: serverOn({ open: "/start" }) },
  actions: {
    hello: {
      service: "web",
      http: "/hello",
      method: "POST",
      body: { who: "${arguments.who}", times: "${arguments.times}" },
      arguments: { who: { ask: "Whom?", default: "you" }, times: 1 },
    },
    bad: { service: "web", http: "/bad" },
  },
};

describe.concurrent("an emulation that runs", () => {
  it("can be asked for its variables, sent actions, and stopped from elsewhere", async () => {
    const [user, folder] = [newUser(), scenarioFolder(simple)];
    const before = everything(folder);
    const up = user.start(folder, "up", "--json");
    await up.until('"emulation":');

    const shell = await user.run(folder, "env");
    expect(shell.exit).toBe(0);
    const env = JSON.parse((await user.run(folder, "env", "--json")).out);
    expect(env).toMatchObject({
      BACKCOMPAT_EMULATION: expect.any(String),
      BACKCOMPAT_WEB_HTTP_PORT: expect.stringMatching(/^\d+$/),
      BACKCOMPAT_WEB_URL: `http://127.0.0.1:${env.BACKCOMPAT_WEB_HTTP_PORT}`,
      BACKCOMPAT_A_DIR: folder,
    });
    expect(shell.out).toContain(`export BACKCOMPAT_WEB_URL=${env.BACKCOMPAT_WEB_URL}\n`);

    const list = await user.run(folder, "actions");
    expect(list.out).toContain('hello  --set who="you"  --set times=1');
    const sent = await user.run(folder, "actions", "hello", "--set", "who=me", "--set", "times=2");
    expect(sent.exit).toBe(0);
    expect(JSON.parse(JSON.parse(sent.out).asked)).toEqual({ who: "me", times: 2 });
    const bad = await user.run(folder, "actions", "bad", "--json");
    expect(bad.exit).toBe(1);
    expect(JSON.parse(bad.out)).toMatchObject({ status: 500 });

    const typo = await user.run(folder, "actions", "hello", "--set", "whom=me");
    expect(typo.exit).toBe(2);
    expect(typo.said).toContain("has no argument “whom”");
    expect(typo.said).toContain("Did you mean “who”?");

    const unknown = await user.run(folder, "actions", "helo");
    expect(unknown.exit).toBe(2);
    expect(unknown.said).toContain("This scenario has no action “helo”");
    expect(unknown.said).toContain("Did you mean “hello”?");

    const id = env.BACKCOMPAT_EMULATION;
    const down = await user.run(temporaryFolder(), "down", id.slice(0, 4), "--json");
    expect(down.exit).toBe(0);
    expect(JSON.parse(down.out)).toEqual({ stopped: [id] });
    expect((await up.ended).exit).toBe(0);
    expect(everything(folder)).toEqual(before);
    const past = JSON.parse((await user.run(folder, "ps", "--all", "--json")).out);
    expect(past).toMatchObject([{ id, state: "ended", built: [{ side: "a" }] }]);
    expect(past[0]).not.toHaveProperty("verdict");
  });

  it("asks which one is meant where several run, and stops all with --all", async () => {
    const [user, folder] = [newUser(), scenarioFolder(simple)];
    const [one, two] = [user.start(folder, "up"), user.start(folder, "up")];
    await Promise.all([one.until("ready: emulation"), two.until("ready: emulation")]);
    const which = await user.run(folder, "down");
    expect(which.exit).toBe(2);
    expect(which.said).toMatch(/2 emulations run: \w{6} \(s\), \w{6} \(s\)/);
    const none = await user.run(folder, "env", "zzz");
    expect(none.exit).toBe(2);
    expect(none.said).toContain("No running emulation is called zzz");
    expect((await user.run(folder, "down", "--all")).exit).toBe(0);
    expect((await one.ended).exit).toBe(0);
    expect((await two.ended).exit).toBe(0);
    expect((await user.run(folder, "ps")).said).toContain("No emulation runs");
  });

  it("says when a service ends by itself after all were ready", async () => {
    const [user, folder] = [
      newUser(),
      scenarioFolder({ ...simple, actions: { die: { service: "web", http: "/die" } } }),
    ];
    const up = user.start(folder, "up");
    await up.until("ready: emulation");
    await user.run(folder, "actions", "die");
    await up.until("web ended with exit code 7; the other services go on");
    expect((await up.interrupt()).exit).toBe(0);
  });

  it("shows where to look once it is ready", async () => {
    const up = newUser().start(scenarioFolder(simple), "up");
    await up.until("ready: emulation");
    const { out } = await up.interrupt();
    expect(out).toMatch(/^web: http:\/\/127\.0\.0\.1:\d+\/start\n$/);
  });
});

describe.concurrent("on a machine where nothing ever ran", () => {
  it.each([
    [["ps"], 0, "No emulation runs"],
    [["ps", "--all", "--json"], 0, ""],
    [["recover"], 0, "Nothing to recover"],
    [["down"], 0, ""],
    [["env"], 2, "No emulation runs"],
    [["actions"], 2, "No emulation runs"],
    [["clean", "--yes"], 0, "nothing was removed"],
  ] as const)("`%s` is no defect", async (args, exit, text) => {
    const ended = await newUser().run(temporaryFolder(), ...args);
    expect(ended.said).toContain(text);
    expect(ended.said).not.toContain("defect");
    expect(ended.exit).toBe(exit);
  });
});

describe.concurrent("the scenario file", () => {
  it("that init writes into an empty folder validates", async () => {
    const [user, folder] = [newUser(), temporaryFolder()];
    const init = await user.run(folder, "init");
    expect(init.exit).toBe(0);
    expect(init.said).toContain(".vscode/backcompat.json");
    const valid = await user.run(folder, "validate");
    expect(valid.said).toContain("no errors");
    expect(valid.exit).toBe(0);
    const text = readFileSync(join(folder, ".vscode/backcompat.json"), "utf8");
    const again = await user.run(folder, "init");
    expect(again.exit).toBe(2);
    expect(again.said).toContain("is there already");
    expect(readFileSync(join(folder, ".vscode/backcompat.json"), "utf8")).toBe(text);
  });

  it("is told all its errors at once, each with its place", async () => {
    const folder = scenarioFolder({
      sides: { a: { source: { folder: "." }, pyton: {} } },
      services: { web: { side: "b", run: ["x"], reddy: {} }, other: { side: "a", run: "x", after: ["wep"] } },
    });
    const { exit, out, said } = await newUser().run(folder, "validate");
    expect(exit).toBe(2);
    expect(said).toMatch(/[4-9] errors/);
    const places = out.match(/backcompat\.json:\d+:\d+: /g) ?? [];
    expect(places.length).toBeGreaterThanOrEqual(4);
    for (const word of ["pyton", "python", "reddy", "ready", "wep", "web"]) expect(out).toContain(word);
    const json = JSON.parse((await newUser().run(folder, "validate", "--json")).out);
    expect(json.problems[0]).toMatchObject({
      line: expect.any(Number),
      column: expect.any(Number),
      code: expect.any(String),
    });
  });

  it("that is not there is said so, with how to get one", async () => {
    const { exit, said } = await newUser().run(temporaryFolder(), "run");
    expect(exit).toBe(2);
    expect(said).toContain("There is no scenario file");
    expect(said).toContain("backcompat init");
  });

  it("is found from a folder below", async () => {
    const folder = scenarioFolder({ ...simple, checks: {} });
    mkdirSync(join(folder, "deep", "er"), { recursive: true });
    expect((await newUser().run(join(folder, "deep", "er"), "plan")).exit).toBe(0);
  });
});

describe.concurrent("what is typed wrong", () => {
  it.each([
    [["rum"], "backcompat has no verb “rum”", "Did you mean “backcompat run”?"],
    [["run", "s", "release=1.0.0"], "“release=1.0.0” is one word too many", "--with release=1.0.0"],
    [["run", "--wiht", "a=1"], "Unknown option '--wiht'", "Usage: backcompat run"],
    [["run", "--with", "release"], "--with release is not AXIS=VERSION", "--with release=1.2.0"],
    [["run", "t"], 'There is no scenario "t"', "s"],
    [["run", "--with", "x=1"], "This scenario has no axis “x”", "It has none."],
    [["up", "--plan", "none.json"], "none.json can't be read", ""],
    [["up", "--plan", "server.mjs"], "server.mjs is not JSON", "backcompat plan --json"],
    [["doctor", "now"], "“now” is one word too many", "Usage: backcompat doctor [--json]"],
  ] as const)("`%s` is said so, with what was meant", async (args, message, hint) => {
    const { exit, said, out } = await newUser().run(scenarioFolder(simple), ...args);
    expect(said).toContain(message);
    expect(said).toContain(hint);
    expect(said).not.toContain("defect");
    expect([exit, out]).toEqual([2, ""]);
  });
});

describe.concurrent("the machine", () => {
  it("is shown by doctor, as text and as JSON", async () => {
    const { exit, out } = await newUser().run(temporaryFolder(), "doctor", "--json");
    expect(exit).toBe(0);
    const findings = JSON.parse(out);
    expect(findings).toContainEqual(
      expect.objectContaining({
        name: "git",
        found: expect.stringMatching(/git version \d/),
        need: "needed",
      }),
    );
    expect(findings.map(({ name }: { name: string }) => name)).toEqual(
      expect.arrayContaining(["Backcompat", "python3", "node", "state folder"]),
    );
  });

  it("lacks git: doctor says so, how to get it, and ends with 3", async () => {
    const { exit, out } = await newUser({ PATH: temporaryFolder() }).run(temporaryFolder(), "doctor");
    expect(exit).toBe(3);
    expect(out).toMatch(/✗ git +not here \(needed\): install git/);
  });

  it("is cleaned of all that nobody uses, and only of that", async () => {
    const [user, folder] = [newUser(), scenarioFolder(simple)];
    await (async () => {
      const past = user.start(folder, "up");
      await past.until("ready: emulation");
      await past.interrupt();
    })();
    const up = user.start(folder, "up", "--json");
    await up.until('"emulation":');
    const asked = await user.run(folder, "clean");
    expect(asked.exit).toBe(2);
    expect(asked.said).toContain("--yes");
    const looked = await user.run(folder, "clean", "--dry-run");
    expect(looked.said).toContain("nothing was removed");
    const { exit, out } = await user.run(folder, "clean", "--yes", "--json");
    expect(exit).toBe(0);
    const { removed, all } = JSON.parse(out);
    expect(removed.filter(({ kind }: { kind: string }) => kind === "emulation")).toHaveLength(1);
    expect(all.filter(({ kind }: { kind: string }) => kind === "emulation")).toHaveLength(2);
    const { exit: ended, out: ready } = await up.interrupt();
    expect(ended).toBe(0);
    expect(existsSync(join(user.home, "emulations", String(readyLine(ready)["emulation"])))).toBe(true);
  });

  it("reads only a part of what is printed: that is no error", async () => {
    const user = newUser();
    const help = user.start(temporaryFolder(), "help", "run");
    help.child.stdout?.destroy();
    expect(await help.ended).toMatchObject({ exit: 0, said: "" });
    expect((await user.run(temporaryFolder(), "help", "run")).out).toContain("Usage: backcompat run");
  });
});
