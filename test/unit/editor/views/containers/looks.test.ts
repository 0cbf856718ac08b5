import { describe, expect, it } from "vitest";
import { parseHost } from "../../../../../src/containers/host";
import type { EngineState } from "../../../../../src/containers/watch/state";
import { goneSince, lookOf, missing } from "../../../../../src/editor/views/containers/looks";
import { questionBefore } from "../../../../../src/editor/views/containers/question";
import { machineFailure } from "../../../../../src/util/problem";
import { container, kept } from "./looking";

const spec = { name: "one", host: parseHost("unix:///one"), from: "scenario", current: false } as const;
const { problem } = machineFailure("no-daemon", "gone");
const failed = (rows = [container()]): EngineState => ({ kind: "failed", problem, rows, nextTry: 0 });

describe("what is gone", () => {
  it("is known only of an engine that answers", () => {
    expect(goneSince([container()], failed([]))).toEqual([]);
    expect(missing([kept({ removed: undefined })], "unix:///one", failed([]))).toEqual([]);
  });

  it("is shown where it was, unless it is there again", () => {
    const again = kept({ id: container().id });
    const elsewhere = kept({ id: "x", engine: "unix:///two" });
    const unknown = kept({ id: "y", removed: undefined });
    const look = lookOf({ spec, state: failed() }, 5, [kept(), again, elsewhere, unknown]);
    expect(look.kept.map(({ id }) => id)).toEqual(["id-gone"]);
    expect(look).toMatchObject({ address: "unix:///one", kind: "failed", problem, readAt: 5 });
  });
});

describe("the question before what can't be taken back", () => {
  const named = (name: string, emulation?: string) => ({ name, engineName: "one", emulation });

  it("names the one, or all of them", () => {
    expect(questionBefore("Kill", [named("web")], "So it is.")).toEqual({
      message: "Kill container web on one?",
      detail: "So it is.",
    });
    const { message, detail } = questionBefore("Remove", [named("web"), named("db", "abc")], "");
    expect(message).toBe("Remove 2 containers?");
    expect(detail).toBe("web on one\ndb on one\n\nAn emulation made what is among them: abc.");
  });

  it("stays short over very many", () => {
    const many = Array.from({ length: 500 }, (_, at) => named(`c${at}`));
    const { detail } = questionBefore("Remove", many, "");
    expect(detail.split("\n")).toHaveLength(16);
    expect(detail).toContain("… and 485 more");
  });
});
