import { describe, expect, it } from "vitest";
import { clientOf, type FakeClient, FakeTarget, settled } from "./fakeTarget";

const frame = (id: number, name: string, more: object = {}) => ({
  id,
  name,
  line: id * 10,
  source: { path: `/tree/${name}.py` },
  ...more,
});

/** Stops for an exception that leaves `optional` while `app` imports it. */
const leaving = (frames: readonly object[], receiver = "'app.py:20'"): FakeTarget =>
  new FakeTarget({
    stackTrace: (request, to) => to.answer(request, { stackFrames: frames }),
    evaluate: (request, to) => to.answer(request, { result: receiver }),
  });

const imported = [frame(1, "optional"), frame(2, "app")];

const stoppedFor = async (
  target: FakeTarget,
  filters: readonly string[],
  before?: () => void,
): Promise<FakeClient> => {
  const client = clientOf(target);
  await client.ask("initialize");
  await client.ask("setExceptionBreakpoints", { filters });
  await client.ask("configurationDone");
  before?.();
  target.event("stopped", { reason: "exception", threadId: 7 });
  for (let turn = 0; turn < 8; turn++) await settled();
  return client;
};

const byDefault = ["uncaught", "userUnhandled"];

describe("an exception that leaves the user's code", () => {
  it("into the import system, for the user's code again, is no stop", async () => {
    const target = leaving(imported);
    const client = await stoppedFor(target, byDefault);
    expect(client.events("stopped")).toEqual([]);
    expect(target.of("continue")[0]?.arguments).toEqual({ threadId: 7 });
    expect(target.of("evaluate")[0]?.arguments).toMatchObject({ frameId: 1 });
  });

  it("is judged where it is now, below the frames that it has left already", async () => {
    const left = [frame(8, "deep"), frame(1, "optional (Current frame)"), frame(2, "app")];
    const target = leaving(left);
    const client = await stoppedFor(target, byDefault);
    expect(client.events("stopped")).toEqual([]);
    expect(target.of("evaluate")[0]?.arguments).toMatchObject({ frameId: 1 });
  });

  it.each([
    ["to a library between", leaving(imported, "'library.py:4'")],
    ["to a library", leaving([frame(1, "optional"), frame(2, "app", { presentationHint: "subtle" })])],
    ["to nobody", leaving([frame(1, "optional")])],
  ])("%s is a stop", async (_, target) => {
    const client = await stoppedFor(target, byDefault);
    expect(client.events("stopped")).toMatchObject([{ reason: "exception", threadId: 7 }]);
    expect(target.of("continue")).toEqual([]);
  });

  it("is a stop where the user stops at whatever is raised", async () => {
    const target = leaving(imported);
    const client = await stoppedFor(target, [...byDefault, "raised"]);
    expect(client.events("stopped")).toHaveLength(1);
    expect(target.of("stackTrace")).toEqual([]);
  });

  it("moves nothing while another thread stands still", async () => {
    const target = leaving(imported);
    const client = await stoppedFor(target, byDefault, () =>
      target.event("stopped", { reason: "breakpoint", threadId: 1 }),
    );
    expect(client.events("stopped")).toHaveLength(2);
    expect(target.of("continue")).toEqual([]);
  });
});
