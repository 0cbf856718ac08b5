import { describe, expect, it } from "vitest";
import { environmentLines } from "../../../src/emulation/environmentText";
import type { SettledEnvironment, SettledSource } from "../../../src/scenario/settled";

const linesOf = (source: SettledSource, environment: SettledEnvironment): string[] =>
  environmentLines({ name: "host", version: undefined, source, environment, env: {} });

const tree: SettledSource = { kind: "git", repo: "/repo", ref: "1.0.0" };
const python = { kind: "python", install: [], constraints: [], requirements: [] } as const;

describe("the plan says of an environment", () => {
  it("which package of the index it holds, though no install line names it", () => {
    const rpyc: SettledSource = { kind: "pypi", name: "rpyc", version: "5.0.1" };
    expect(linesOf(rpyc, { ...python, version: "3.11" })).toEqual(["Python 3.11", "installs rpyc==5.0.1"]);
    const express: SettledSource = { kind: "npm", name: "express", version: "4.0.0" };
    expect(linesOf(express, { kind: "none" })).toEqual(["installs express@4.0.0"]);
    expect(linesOf(express, { kind: "node", version: "20", install: ["ws@8"] })).toEqual([
      "Node 20",
      "installs express@4.0.0, ws@8",
    ]);
  });

  it("all that pip is told, and within what bounds", () => {
    const environment = {
      ...python,
      requirements: ["dev.txt"],
      install: ["-e ."],
      constraints: ["protobuf<4"],
      asOf: "2021-09-30",
    };
    expect(linesOf(tree, environment)).toEqual([
      "Python of any version",
      "installs -r dev.txt, -e .",
      "within protobuf<4",
      "dependencies as of 2021-09-30",
    ]);
  });

  it("that nothing is installed into what is there already", () => {
    expect(linesOf(tree, { ...python, existing: "/venv", install: ["-e ."] })).toEqual(["/venv as it is"]);
  });

  it("what a build runs", () => {
    expect(linesOf(tree, { kind: "commands", commands: [["cmake", "-B", "my build"]] })).toEqual([
      "runs cmake -B 'my build'",
    ]);
    expect(linesOf(tree, { kind: "none" })).toEqual([]);
  });
});
