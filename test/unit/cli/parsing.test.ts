import { describe, expect, it } from "vitest";
import { overview, verbHelp } from "../../../src/cli/help";
import { chosenVersions } from "../../../src/cli/options";
import { parseVerb } from "../../../src/cli/parsing";
import type { Verb } from "../../../src/cli/verb";
import { loadAllVerbs } from "../../../src/cli/verbs";
import { problemOf } from "../../../src/util/problem";

const all = await loadAllVerbs();
const verb = (name: string): Verb => {
  const found = all.find((one) => one.name === name);
  if (found === undefined) throw new Error(`no ${name}`);
  return found;
};

/** The words that a shell would hand over, for one command of an example. */
const words = (command: string): string[] =>
  [...command.matchAll(/"([^"]*)"|'([^']*)'|(\S+)/g)].map(([, a, b, c]) => a ?? b ?? c ?? "");

const problem = (work: () => unknown) => {
  try {
    work();
    return undefined;
  } catch (error) {
    return problemOf(error);
  }
};

describe.each(all.map((one) => [one.name, one] as const))("%s", (name, one) => {
  it("has an example that its own parser takes", () => {
    const commands = one.example.match(/backcompat [^\n&)]*/g) ?? [];
    expect(commands.length).toBeGreaterThan(0);
    for (const command of commands) {
      const [, called = "", ...rest] = words(command.replaceAll(/\$\(|"$/g, ""));
      expect(called).toBe(name);
      expect(() => parseVerb(one, rest)).not.toThrow();
    }
  });

  it("mentions every option in its usage, and explains it in its help", () => {
    const help = verbHelp(one);
    for (const option of Object.keys(one.options)) {
      expect(one.usage).toContain(`--${option}`);
      expect(help).toMatch(new RegExp(`^  --${option} +\\S`, "m"));
    }
    for (const option of one.usage.match(/--[\w-]+/g) ?? [])
      expect(Object.keys(one.options)).toContain(option.slice(2));
    expect(Object.keys(one.explain).sort()).toEqual(Object.keys(one.options).sort());
  });

  it("stands in the overview with its summary", () => {
    expect(overview(all)).toContain(`  ${name.padEnd(10)} ${one.summary}`);
  });
});

describe("what is typed", () => {
  it("is read as words, flags and texts", () => {
    const args = parseVerb(verb("up"), [
      "tiny",
      "--with",
      "a=1",
      "--with=b=2",
      "--debug",
      "--file",
      "x.json",
    ]);
    expect(args.words).toEqual(["tiny"]);
    expect(args.texts("with")).toEqual(["a=1", "b=2"]);
    expect([args.flag("debug"), args.flag("swap"), args.text("file"), args.text("plan")]).toEqual([
      true,
      false,
      "x.json",
      undefined,
    ]);
    expect(chosenVersions(args)).toEqual({ a: "1", b: "2" });
  });

  it("may not hold a word that nobody reads", () => {
    expect(problem(() => parseVerb(verb("run"), ["s", "release=1"]))).toMatchObject({
      exit: 2,
      message: "backcompat run: “release=1” is one word too many",
      hint: "Did you mean --with release=1?",
    });
    expect(problem(() => parseVerb(verb("doctor"), ["now"]))?.hint).toBe("Usage: backcompat doctor [--json]");
  });

  it("may not hold an unknown option, nor one without its value", () => {
    expect(problem(() => parseVerb(verb("run"), ["--wiht", "x"]))?.message).toContain("'--wiht'");
    expect(problem(() => parseVerb(verb("run"), ["--file"]))).toMatchObject({
      exit: 2,
      code: "bad-arguments",
    });
  });

  it("names versions as AXIS=VERSION, whatever the version holds", () => {
    const chosen = (...texts: string[]) =>
      chosenVersions(
        parseVerb(
          verb("run"),
          texts.flatMap((text) => ["--with", text]),
        ),
      );
    expect(chosen("a=x=y", " b = 1.0 ")).toEqual({ a: "x=y", b: "1.0" });
    for (const text of ["a", "a=", "=1"])
      expect(problem(() => chosen(text))?.message).toBe(`--with ${text} is not AXIS=VERSION`);
  });
});
