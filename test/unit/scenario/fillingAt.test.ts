import { describe, expect, it } from "vitest";
import { type Path, variablesAt } from "../../../src/scenario/fillingAt";
import { pair } from "../editor/emulate/scenarioText";

const at = (...path: Path): readonly string[] =>
  variablesAt(pair(', "other": { "extends": "pair" }'), ["scenarios", "pair", ...path]);

describe("the variables that may stand at a place", () => {
  it("are all there are in a service, with its own ports", () => {
    const names = at("services", "grpc", "run", 1);
    expect(names).toEqual(
      expect.arrayContaining([
        "port",
        "ports.rpc",
        "sides.host.dir",
        "services.grpc.ports.rpc",
        "release",
        "emulation.dir",
        "state.dir",
      ]),
    );
  });

  it("are without ports in a service that has none", () => {
    expect(at("services", "web", "run", 0)).not.toContain("port");
    expect(at("services", "web", "env", "URL")).toContain("services.grpc.ports.rpc");
  });

  it("are only those known early in a source", () => {
    const names = at("sides", "host", "source", "pypi");
    expect(names).toContain("host");
    expect(names).not.toContain("sides.host.dir");
  });

  it("are none in a title, a name, or outside of scenarios", () => {
    expect(at("title")).toEqual([]);
    expect(at("services", "grpc", "side")).toEqual([]);
    expect(variablesAt(pair(), ["version"])).toEqual([]);
    expect(variablesAt(pair(), ["scenarios", "nobody", "title"])).toEqual([]);
  });

  it("are the same in an answer of a value by version", () => {
    const text = pair().replace('"run": ["web"]', '"run": [{ "by": "host", "<2": "old", "else": "new" }]');
    expect(variablesAt(text, ["scenarios", "pair", "services", "web", "run", 0, "else"])).toContain(
      "sides.host.dir",
    );
  });

  it("are of what a scenario takes over by extends", () => {
    const text = pair(', "other": { "extends": "pair", "services": { "web": { "env": { "X": "" } } } }');
    const names = variablesAt(text, ["scenarios", "other", "services", "web", "env", "X"]);
    expect(names).toContain("services.grpc.ports.rpc");
  });

  it("are none where nothing can be read at the moment", () => {
    expect(variablesAt("{ nothing", ["scenarios", "pair", "title"])).toEqual([]);
  });
});
