import { describe, expect, it } from "vitest";
import { claimFile, releaseClaims } from "../../../src/emulation/claims";
import { markLive, unmarkLive } from "../../../src/emulation/live";
import { problemOf } from "../../../src/util/problem";
import { host, newState } from "./folders";

const setUp = async (alive = true) => {
  const state = await newState();
  for (const emulation of ["one", "two"]) markLive(state, { emulation, host });
  const world = {
    state,
    isAlive: () => alive,
    lock: <T>(_: string, __: string, body: () => Promise<T>) => body(),
  };
  return { state, claim: (path: string, emulation: string) => claimFile(path, emulation, copy, world) };
};

const problem = (promise: Promise<unknown>) =>
  promise.then(
    () => undefined,
    (error: unknown) => problemOf(error),
  );

const copy = { original: "/backups/0.original", written: "/backups/0.written" };

describe("a rewritten file", () => {
  it("has one owner, who may rewrite it again", async () => {
    const { claim } = await setUp();
    await claim("/w/a.yaml", "one");
    await claim("/w/a.yaml", "one");
    await claim("/w/b.yaml", "two");
    expect(await problem(claim("/w/a.yaml", "two"))).toMatchObject({
      code: "file-taken",
      exit: 3,
      message: "/w/a.yaml is rewritten by emulation one, which still runs",
      hint: expect.stringContaining("backcompat down one"),
    });
  });

  it("is free once its owner gave it back", async () => {
    const { state, claim } = await setUp();
    await claim("/w/a.yaml", "one");
    await claim("/w/b.yaml", "two");
    await releaseClaims("one", state);
    await claim("/w/a.yaml", "two");
    expect(await problem(claim("/w/b.yaml", "one"))).toBeDefined();
  });

  it("of a dead owner waits for its undoing, so that nobody takes the rewrite for the user's text", async () => {
    const { state, claim } = await setUp(false);
    await claim("/w/a.yaml", "one");
    expect(await problem(claim("/w/a.yaml", "two"))).toMatchObject({
      message: "/w/a.yaml was rewritten by emulation one, which died and is not undone yet",
      hint: expect.stringContaining("backcompat recover"),
    });
    await unmarkLive(state, "one");
    await claim("/w/a.yaml", "two");
  });
});
