import { existsSync } from "node:fs";
import { join } from "node:path";
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

  it("leaves its compiled code in the state folder and nowhere else", async () => {
    const user = newUser();
    await user.run(scenarioFolder({ sides: { a: here } }), "validate");
    expect(existsSync(join(user.home, "cache", "compiled"))).toBe(
      "enableCompileCache" in (await import("node:module")).default,
    );
  });
});
