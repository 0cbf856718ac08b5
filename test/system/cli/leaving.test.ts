import { existsSync, mkdirSync, readdirSync, statSync, symlinkSync } from "node:fs";
import module from "node:module";
import { dirname, join } from "node:path";
import { describe, expect, it } from "vitest";
import { here, newUser, scenarioFolder } from "./world";

const many = Array.from({ length: 10_000 }, (_, index) => `1.${index}.0`);

const verbs = "init validate versions plan up run actions env ps down recover clean doctor".split(" ");

describe("help", () => {
  it("lists every verb, and each is found by the name that it is listed under", async () => {
    const user = newUser();
    const { out } = await user.run(scenarioFolder({}), "--help");
    const listed = [...out.matchAll(/^ {2}(\w+) /gm)].map(([, name = ""]) => name);
    expect(listed).toEqual(expect.arrayContaining(verbs));
    const helps = await Promise.all(listed.map((name) => user.run(scenarioFolder({}), name, "--help")));
    expect(helps.map((help, at) => help.out.includes(`Usage: backcompat ${listed[at]} `))).toEqual(
      listed.map(() => true),
    );
  });
});

describe("a command that is done", () => {
  it("has printed all of a long answer", async () => {
    const folder = scenarioFolder({ axes: { release: { versions: many } }, sides: { a: here } });
    const { exit, out } = await newUser().run(folder, "versions", "release", "--json");
    expect(exit).toBe(0);
    expect(JSON.parse(out).releases).toHaveLength(many.length);
  });

  it("leaves its compiled code in the state folder, which nobody else can enter", async () => {
    const user = newUser();
    const said = await user.run(scenarioFolder({ sides: { a: here } }), "validate");
    expect(said.exit).toBe(0);
    expect(existsSync(join(user.home, "cache", "compiled"))).toBe("enableCompileCache" in module);
    if (process.platform !== "win32") expect(statSync(user.home).mode & 0o077).toBe(0);
  });

  it.skipIf(process.platform === "win32")(
    "runs no compiled code from where others can put some",
    async () => {
      const user = newUser();
      mkdirSync(user.home, { mode: 0o700 });
      const elsewhere = join(dirname(user.home), "elsewhere");
      mkdirSync(elsewhere);
      symlinkSync(elsewhere, join(user.home, "cache"));
      expect((await user.run(scenarioFolder({ sides: { a: here } }), "validate")).exit).toBe(0);
      expect(readdirSync(elsewhere)).toEqual([]);
    },
  );
});
