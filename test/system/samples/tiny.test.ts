import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "jsonc-parser";
import { beforeAll, describe, expect, it } from "vitest";
import { parseScenarioFile } from "../../../src/scenario/parse";
import { git, makeTiny } from "./copies";
import { pythons, runPair, type Trees, treesOf } from "./pair";

let copy: string;
let trees: Trees;

beforeAll(() => {
  copy = makeTiny();
  trees = treesOf(copy);
});

describe.each(pythons().map((python) => ({ python })))("tiny under $python", ({ python }) => {
  it.each([
    ["2.0.0", "1.2.0"],
    ["2.0.0", "2.0.0"],
    ["1.0.0", "2.0.0"],
    ["1.6.0", "1.0.0"],
    ["1.0.0", "1.0.0"],
  ])("is green with host %s and user code %s, and nobody complains", async (host, userCode) => {
    const verdict = await runPair(python, trees.at(host), trees.at(userCode));
    expect(verdict).toMatchObject({
      exit: 0,
      printed: expect.stringContaining("the_job succeeded: {'result': 10"),
    });
    expect(verdict.userCode).toContain("the_job - INFO - the numbers add up to 10");
    expect(verdict.host + verdict.userCode).not.toMatch(/ERROR|WARNING|Traceback/);
  });

  it.each(["1.0.0", "1.1.0"])(
    "is red with host 2.0.0 and user code %s, whose log alone has the cause",
    async (old) => {
      const verdict = await runPair(python, trees.at("2.0.0"), trees.at(old));
      expect(verdict.exit).toBe(1);
      expect(verdict.printed).toContain("the_job did not succeed: webserver/2.0.0 answered 500");
      expect(verdict.userCode).toContain(
        'ValueError: unknown field "job_name" in ExecuteRequest; expected "jobName"',
      );
      expect(verdict.userCode).toMatch(/File ".*codeserver\.py", line \d+, in read_execute/);
      expect(verdict.host).toContain(
        `UserCodeError: user code "tiny" (codeserver/${old}) answered 400 Bad Request`,
      );
      expect(verdict.host).toMatch(/File ".*webserver\.py", line \d+, in launch/);
      expect(verdict.host + verdict.printed).not.toContain("unknown field");
    },
  );

  it("is red for a job that isn't there, and says which there are", async () => {
    const verdict = await runPair(python, trees.at("2.0.0"), trees.at("2.0.0"), "other_job");
    expect(verdict.exit).toBe(1);
    expect(verdict.userCode).toContain('ValueError: no job "other_job" here; there is: the_job');
  });
});

describe("tiny's scenario", () => {
  it("is the same in every release, so that a host of any age finds it", () => {
    const ids = git(copy, "tag")
      .split("\n")
      .map((tag) => git(copy, "rev-parse", `${tag}:.vscode/backcompat.json`));
    expect(new Set(ids).size).toBe(1);
  });

  it("has the sample's name, the axes that its README promises, and no problem", () => {
    const file = join(copy, ".vscode", "backcompat.json");
    const text = readFileSync(file, "utf8");
    const { problems, scenarios } = parseScenarioFile(text, file);
    expect(problems).toEqual([]);
    expect(Object.keys(scenarios)).toEqual(["tiny"]);
    expect(parse(text)).toMatchObject({
      scenarios: { tiny: { axes: { host: { default: "workspace" }, release: { default: "1.2.0" } } } },
    });
  });
});
