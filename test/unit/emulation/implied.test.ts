import { describe, expect, it } from "vitest";
import { commandTexts, impliedBy, rewriteTexts, serviceTexts } from "../../../src/emulation/implied";
import { scenarioOf, settled } from "../scenario/settling";

const run = ["x"];
const body = {
  sides: { a: { source: { folder: "." }, env: { OF_SIDE: "${outputs.key}" } } },
  services: {
    web: {
      side: "a",
      run: ["web", "${services.db.pid}"],
      env: { A: "of-env" },
      cwd: "at",
      debug: { language: "python", env: { C: "${outputs.other}" } },
    },
    db: { run },
  },
  setup: [
    {
      name: "one",
      side: "a",
      run: ["make", "key"],
      cwd: "there",
      env: { B: "b" },
      outputs: { key: { regex: "(.*)" } },
    },
    { name: "two", run, outputs: { other: { regex: "(.*)" } } },
  ],
  rewrites: [{ side: "a", file: "x.yaml", set: { a: "${outputs.other}", b: 1 } }],
};
const its = settled(scenarioOf(body), {});

describe("what a text waits for", () => {
  it("is the service whose pid it names, and the setup that gives its output", () => {
    expect(impliedBy(its, ["${services.db.pid} ${outputs.other}"])).toEqual(["service:db", "setup:1"]);
  });

  it("is nothing for ports, hosts, folders and outputs that nobody gives", () => {
    const texts = [
      "${services.db.ports.main} ${services.db.host} ${sides.a.dir}",
      "${outputs.none}",
      "plain",
    ];
    expect(impliedBy(its, texts)).toEqual([]);
  });

  it("may stand in a service's command, environment, folder and in what its side adds", () => {
    const { web, db } = its.services;
    expect(web && serviceTexts(its, web)).toEqual([
      "web",
      "${services.db.pid}",
      "of-env",
      "${outputs.other}",
      "at",
      "${outputs.key}",
    ]);
    expect(db && serviceTexts(its, db)).toEqual(["x"]);
  });

  it("may stand in a command and in the values of a rewrite", () => {
    const [one] = its.setup;
    const [rewrite] = its.rewrites;
    expect(one && commandTexts(its, one)).toEqual(["make", "key", "b", "there", "${outputs.key}"]);
    expect(rewrite && rewriteTexts(rewrite)).toEqual(["${outputs.other}"]);
  });
});
