import { describe, expect, it } from "vitest";
import { runsWithoutDebugger } from "../../../../../src/emulation/containers/debug/withoutDebugger";
import { containersIn } from "../../../../../src/emulation/containers/wanted";
import type { EmulationEvent } from "../../../../../src/emulation/events";
import { scenarioOf, settled } from "../../../scenario/settling";

const asked = (service: object, isHere = true) => {
  const sides = { a: { source: { folder: "." } } };
  const [web] = containersIn(
    settled(scenarioOf({ sides, services: { web: { side: "a", ...service } } }), {}),
  );
  if (web === undefined) throw new Error("no container");
  const said: EmulationEvent[] = [];
  const debugged = new Set(["web"]);
  const run = { debugged, events: { fire: (event: EmulationEvent) => said.push(event) } };
  const without = runsWithoutDebugger(run, web, { name: "far", isHere });
  return { without, debugged: debugged.has("web"), said: JSON.stringify(said) };
};
const debug = (language: string) => ({ image: "i", debug: { language } });

describe("a container that can't be debugged", () => {
  it.each([
    [{ compose: "c.yaml", debug: { language: "python" } }, true, "is of a compose file"],
    [debug("python"), false, "is a container on far"],
    [debug("go"), true, "with a Go program"],
    [debug("native"), true, "with a native program"],
  ])("%j runs all the same, and why is said", (service, isHere, why) => {
    const { without, debugged, said } = asked(service, isHere);
    expect({ without, debugged }).toEqual({ without: true, debugged: false });
    expect(said).toContain(why);
  });

  it("is none with Python or Node on this machine's engine", () => {
    for (const language of ["python", "node"])
      expect(asked(debug(language))).toEqual({ without: false, debugged: true, said: "[]" });
  });
});
