import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { everything, here, newUser, node, scenarioFolder, serverOn } from "../cli/world";

const print = (text: string) => [node, "-e", `console.log(${JSON.stringify(text)})`];
const junit = `<testsuite><testcase name="one"/><testcase name="two"><failure message="boom"/></testcase></testsuite>`;

const everyKind = {
  sides: { a: here },
  services: { web: serverOn() },
  checks: {
    "run green": { side: "a", run: print("all is well"), expect: { stdout: "well" } },
    "run red": { side: "a", run: print("all is well"), expect: { stdout: "ill" } },
    "http green": { service: "web", http: "/", expect: { status: 200, body: "world" } },
    "http red": { service: "web", http: "/bad" },
    "graphql green": {
      service: "web",
      graphql: "/graphql",
      document: "{ hello }",
      expect: { body: "world" },
    },
    "log green": { service: "web", log: { must: "GET /bad" } },
    "log red": { service: "web", log: { mustNot: "GET /bad" } },
    tests: {
      side: "a",
      tests: {
        run: [
          node,
          "-e",
          `require("fs").writeFileSync("out.xml", ${JSON.stringify(junit)}); process.exit(1)`,
        ],
        report: "out.xml",
      },
    },
  },
  cleanup: [
    {
      side: "a",
      run: [node, "-e", "require('fs').rmSync('out.xml'); require('fs').writeFileSync('cleaned', '')"],
    },
  ],
};

describe.concurrent("checks", () => {
  it("of every kind give their own verdict, and cleanup runs after red ones", async () => {
    const folder = scenarioFolder(everyKind);
    const { exit, out } = await newUser().run(folder, "run", "--json");
    const { checks } = JSON.parse(out);
    const verdicts = Object.fromEntries(
      checks.map((one: { name: string; verdict: string }) => [one.name, one.verdict]),
    );
    expect(verdicts).toMatchObject({
      "run green": "green",
      "run red": "red",
      "http green": "green",
      "http red": "red",
      "graphql green": "green",
      "log green": "green",
      "log red": "red",
    });
    expect(JSON.stringify(checks.filter(({ name }: { name: string }) => name.startsWith("tests")))).toMatch(
      /boom|two/,
    );
    expect(exit).toBe(1);
    expect(existsSync(join(folder, "cleaned"))).toBe(true);
    expect(existsSync(join(folder, "out.xml"))).toBe(false);
  });

  it("stay what they are when a cleanup fails, which is told", async () => {
    const folder = scenarioFolder({
      sides: { a: here },
      services: { web: serverOn() },
      checks: { c: { service: "web", http: "/" } },
      cleanup: [
        { name: "drop it", side: "a", run: [node, "-e", "console.error('can not drop'); process.exit(3)"] },
      ],
    });
    const { exit, said } = await newUser().run(folder, "run");
    expect(exit).toBe(0);
    expect(said).toContain("Cleanup: drop it ended with exit code 3");
    expect(said).toContain("can not drop");
  });
});

const token = "tOken-5f2c81";
const withSecret = {
  sides: { a: here },
  services: {
    db: serverOn(),
    web: serverOn({ after: ["db"], env: { SHOWN: "${outputs.token}", NUMBER: "${outputs.number}" } }),
  },
  setup: [
    {
      name: "make a token",
      side: "a",
      after: ["db"],
      run: [node, "-e", "console.log('key:', ['tOken', '5f2c81'].join('-'), 'number: 42')"],
      outputs: { token: { regex: "key: (\\S+)", secret: true }, number: { regex: "number: (\\d+)" } },
    },
  ],
  checks: {
    "it has the token": { service: "web", http: "/", expect: { body: token } },
    "say it": { side: "a", run: ["${outputs.token}"] },
  },
  actions: { show: { service: "web", http: "/" } },
};

const textsIn = (folder: string): string =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => readFileSync(join(entry.parentPath, entry.name), "utf8"))
    .join("\n");

describe.concurrent("what a setup step gives", () => {
  it("reaches a service that starts later, and a secret is in nothing that anybody reads", async () => {
    const { checks, ...rest } = withSecret;
    const green = {
      ...rest,
      checks: {
        "it has the token": checks["it has the token"],
        loud: { side: "a", run: print("say ${outputs.token}") },
      },
    };
    const folder = scenarioFolder(
      {
        ...green,
        checks: {
          ...green.checks,
          "it has the token": { service: "web", http: "/", expect: { body: "tOken-\\w+" } },
        },
      },
      {},
    );
    const before = everything(folder);
    const user = newUser();
    const { exit, out, said } = await user.run(folder, "run", "--json");
    expect(exit).toBe(0);
    expect(`${out}${said}`).not.toContain(token);
    expect(textsIn(join(user.home, "emulations"))).not.toContain(`SHOWN=${token}`);
    expect(everything(folder)).toEqual(before);
    const plan = await user.run(folder, "plan");
    expect(plan.out).toContain("env SHOWN=${outputs.token}");
    expect(plan.out.indexOf("setup make a token")).toBeLessThan(plan.out.indexOf("start web"));
  });

  it("is masked in logs, action answers and failures", async () => {
    const folder = scenarioFolder(withSecret);
    const user = newUser();
    const up = user.start(folder, "up", "--json");
    await up.until('"emulation":');
    const action = await user.run(folder, "actions", "show");
    expect(action.exit).toBe(0);
    expect(action.out).not.toContain(token);
    const { exit, out, said } = await up.interrupt();
    expect(exit).toBe(0);
    expect(`${out}${said}`).not.toContain(token);
    const red = await user.run(folder, "run");
    expect(`${red.out}${red.said}`).not.toContain(token);
    expect(readdirSync(join(user.home, "emulations")).length).toBe(2);
    for (const id of readdirSync(join(user.home, "emulations")))
      expect(textsIn(join(user.home, "emulations", id, "logs"))).not.toContain(token);
  });

  it("is missing: the step says which output, and the run is not green", async () => {
    const folder = scenarioFolder({
      ...withSecret,
      setup: [{ ...withSecret.setup[0], run: print("nothing here") }],
    });
    const { exit, said } = await newUser().run(folder, "run");
    expect(exit).not.toBe(0);
    expect(said).toContain("token");
    expect(said).not.toContain("defect");
  });
});
