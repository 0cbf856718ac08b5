import { describe, expect, it } from "vitest";
import { inOrder } from "../../../src/emulation/inOrder";
import { makePlan } from "../../../src/emulation/makePlan";
import { parsePlan } from "../../../src/emulation/parsePlan";
import { problemOf } from "../../../src/util/problem";
import { dagster, release, workspace } from "../scenario/examples";
import { scenarioIn, scenarioOf, settled } from "../scenario/settling";

const here = { source: { folder: "." } };
const planOf = (body: object) => makePlan(settled(scenarioOf(body), {}));
const afterOf = (body: object, id: string) => planOf(body).steps.find((step) => step.id === id)?.after;
const run = ["x"];

describe("a plan", () => {
  it("checks out, builds, rewrites, and then starts services in their order", () => {
    const versions = { host: workspace("host"), release: release("release", "1.0.0") };
    const plan = makePlan(settled(scenarioIn(dagster, "dagster"), versions));
    expect(plan.steps.map(({ id }) => id)).toEqual([
      "environment:host",
      "tree:userCode",
      "environment:userCode",
      "rewrite:0",
      "service:grpc",
      "service:webserver",
    ]);
    expect(plan.steps.find(({ id }) => id === "service:webserver")?.after).toEqual(
      expect.arrayContaining(["environment:host", "rewrite:0", "service:grpc"]),
    );
    expect(plan.steps.find(({ id }) => id === "service:grpc")?.after).not.toContain("rewrite:0");
  });

  it("lets two rewrites of one file take turns, and of two files run together", () => {
    const set = { a: 1 };
    const rewrites = [
      { side: "a", file: "x.yaml", set },
      { side: "a", file: "y.yaml", set },
      { side: "a", file: "x.yaml", set },
    ];
    const body = { sides: { a: here }, services: { web: { side: "a", run } }, rewrites };
    expect(afterOf(body, "rewrite:1")).toEqual(["environment:a"]);
    expect(afterOf(body, "rewrite:2")).toEqual(["environment:a", "rewrite:0"]);
  });

  it("says of a rewrite that is a copy that the file itself stays", () => {
    const rewrite = { side: "a", file: "x.yaml", set: { a: 1 } };
    const rewrites = [rewrite, { ...rewrite, as: "copy", name: "mine" }];
    const { steps } = planOf({ sides: { a: here }, services: { web: { side: "a", run } }, rewrites });
    expect(steps.filter(({ kind }) => kind === "rewrite")).toMatchObject([
      { title: "rewrite x.yaml of a", undo: expect.stringContaining("exact bytes") },
      { title: "rewrite a copy of x.yaml of a", undo: "remove the copy" },
    ]);
  });

  it("runs setup between the services that it comes after and those that come later", () => {
    const services = { db: { side: "a", run }, web: { side: "a", run, after: ["db"] } };
    const body = { sides: { a: here }, services, setup: [{ side: "a", run, after: ["db"] }] };
    expect(afterOf(body, "setup:0")).toContain("service:db");
    expect(afterOf(body, "service:web")).toContain("setup:0");
    expect(afterOf(body, "service:db")).not.toContain("setup:0");
  });

  it("takes a kept state before all that uses it, and migrates it before setup and what starts later", () => {
    const services = { db: { side: "a", run }, web: { side: "a", run, after: ["db"] } };
    const steps = {
      setup: [{ side: "a", run, after: ["db"] }],
      migrate: [{ side: "a", run, after: ["db"] }],
    };
    const body = { sides: { a: here }, services, ...steps, state: "kept" };
    expect(afterOf(body, "service:db")).toContain("state");
    expect(afterOf(body, "service:db")).not.toContain("migrate:0");
    for (const id of ["setup:0", "service:web"]) expect(afterOf(body, id)).toContain("migrate:0");
    const fresh = planOf({ ...body, state: "fresh" }).steps.map(({ kind }) => kind);
    expect(fresh).not.toContain("migrate");
    expect(fresh).not.toContain("state");
  });

  it("lets a service wait for the setup whose output it names", () => {
    const setup = [{ side: "a", run, outputs: { key: { regex: "(.*)" } } }];
    const services = { web: { side: "a", run, env: { KEY: "${outputs.key}" } } };
    expect(afterOf({ sides: { a: here }, services, setup }, "service:web")).toContain("setup:0");
  });

  it("gives a tree of its own to who rewrites in it, and shares one that is only read", () => {
    const git = { source: { git: "v1", repo: "/r" } };
    const rewrites = [{ side: "a", file: "x.yaml", set: { a: 1 } }];
    const { steps } = planOf({ sides: { a: git, b: git }, services: { web: { side: "a", run } }, rewrites });
    const trees = steps.flatMap((step) => (step.kind === "tree" ? [[step.side, step.exclusive]] : []));
    expect(trees).toEqual([
      ["a", true],
      ["b", false],
    ]);
  });

  it("refuses steps that wait for each other, and names them", () => {
    const step = (id: string, after: string[]) => ({
      kind: "setup" as const,
      setup: 0,
      id,
      title: id,
      after,
    });
    const problem = problemIn(() => inOrder([step("a", ["b"]), step("b", ["a"]), step("c", [])]));
    expect(problem).toMatchObject({ exit: 2, lines: ["a waits for b", "b waits for a"] });
  });
});

describe("a plan from a file", () => {
  const versions = { host: workspace("host"), release: release("release", "1.0.0") };
  const plan = makePlan(settled(scenarioIn(dagster, "dagster"), versions));

  it("is what was printed", () => {
    expect(parsePlan(JSON.stringify(plan), "plan.json")).toEqual(JSON.parse(JSON.stringify(plan)));
  });

  it.each(["format", "steps", "settled"])("without %s is refused, naming it", (key) => {
    const { [key]: _, ...rest } = JSON.parse(JSON.stringify(plan));
    expect(linesOf(rest)).toContainEqual(expect.stringMatching(new RegExp(`^${key}`)));
  });

  it.each(Object.keys(plan.settled).filter((key) => key !== "swapped"))(
    "without settled.%s is refused, naming it",
    (key) => {
      const copy = JSON.parse(JSON.stringify(plan));
      delete copy.settled[key];
      expect(linesOf(copy)).toContainEqual(expect.stringMatching(new RegExp(`^settled\\.${key}`)));
    },
  );

  const linesOf = (value: unknown): readonly string[] => {
    const problem = problemIn(() => parsePlan(JSON.stringify(value), "plan.json"));
    expect(problem?.exit).toBe(2);
    return problem?.lines ?? [];
  };
});

const problemIn = (work: () => unknown) => {
  try {
    work();
    return undefined;
  } catch (error) {
    return problemOf(error);
  }
};
