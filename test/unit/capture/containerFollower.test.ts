import { PassThrough, type Readable } from "node:stream";
import { afterEach, describe, expect, it, vi } from "vitest";
import {
  type ContainerFollower,
  type FollowState,
  followContainer,
} from "../../../src/capture/containerFollower";
import type { ContainerLogs, ContainerState, LogRequest } from "../../../src/capture/containerPort";
import type { Clock } from "../../../src/util/time";
import { engineTime, frame } from "./engineBytes";

const started = (run: number): ContainerState => ({ kind: "running", startedAt: `${run}`, tty: false });

/** Keeps a log as an engine does, and gives it on any number of streams. */
class ScriptedEngine implements ContainerLogs {
  now: ContainerState = started(1);
  down = false;
  readonly requests: LogRequest[] = [];
  readonly #messages: { readonly seconds: number; readonly bytes: Buffer }[] = [];
  readonly #open = new Set<PassThrough>();

  say(text: string): void {
    const at = this.#messages.length;
    const bytes = frame(
      "stdout",
      `${engineTime(0, new Date(1_700_000_000_000 + at * 1000).toISOString().slice(0, 19))} ${text}`,
    );
    this.#messages.push({ seconds: 1_700_000_000 + at, bytes });
    for (const stream of this.#open) stream.write(bytes);
  }

  async fetchLogs(request: LogRequest): Promise<Readable> {
    if (this.down) throw new Error("ECONNREFUSED");
    this.requests.push(request);
    const stream = new PassThrough();
    const from = Number(request.since ?? 0);
    for (const { seconds, bytes } of this.#messages) if (seconds >= from) stream.write(bytes);
    if (!request.follow || this.now.kind !== "running") stream.end();
    else this.#open.add(stream);
    return stream;
  }

  async state(): Promise<ContainerState> {
    if (this.down) throw new Error("ECONNREFUSED");
    return this.now;
  }

  /** The container stops, or is removed: the engine ends its streams. */
  become(state: ContainerState): void {
    this.now = state;
    for (const stream of this.#open) stream.end();
    this.#open.clear();
  }

  breakConnections(): void {
    for (const stream of this.#open) stream.destroy(new Error("ECONNRESET"));
    this.#open.clear();
  }
}

const quick: Clock = { now: () => 42, sleep: () => new Promise((resolve) => setImmediate(resolve)) };

const followers: ContainerFollower[] = [];
afterEach(() => {
  for (const follower of followers.splice(0)) follower.dispose();
});

const follow = (engine: ContainerLogs, silenceMs = 60_000) => {
  const texts: string[] = [];
  const states: FollowState["kind"][] = [];
  const follower = followContainer({
    logs: engine,
    mask: (text) => text.replace("hunter2", "***"),
    onLine: ({ text }) => texts.push(text),
    onState: ({ kind }) => states.push(kind),
    clock: quick,
    silenceMs,
  });
  followers.push(follower);
  const has = (...expected: string[]): Promise<void> =>
    vi.waitFor(() => expect(texts).toEqual(expected), 4000);
  return { texts, states, follower, has };
};

const removed = "[backcompat: container removed; the log may end early]";

describe("following a container", () => {
  it("goes on over restarts, without a line lost or doubled", async () => {
    const engine = new ScriptedEngine();
    engine.say("before\n");
    const { has, states } = follow(engine);
    await has("before");
    for (const run of [2, 3]) {
      engine.say(`${run} stops\n`);
      engine.become({ kind: "stopped", startedAt: `${run - 1}`, tty: false });
      engine.say(`${run} said late\n`);
      await vi.waitFor(() => expect(states.at(-1)).toBe("stopped"), 4000);
      engine.become(started(run));
      await vi.waitFor(() => expect(states.at(-1)).toBe("following"), 4000);
    }
    engine.say("after\n");
    await has("before", "2 stops", "2 said late", "3 stops", "3 said late", "after");
  });

  it("goes on over broken connections and an engine that is away, and says so", async () => {
    const engine = new ScriptedEngine();
    const { has, states } = follow(engine);
    engine.say("one\n");
    await has("one");
    engine.down = true;
    engine.breakConnections();
    engine.say("two\n");
    await vi.waitFor(() => expect(states.at(-1)).toBe("unreachable"), 4000);
    engine.down = false;
    await has("one", "two");
    engine.breakConnections();
    engine.say("three\n");
    await has("one", "two", "three");
    expect(states.filter((kind) => kind === "unreachable").length).toBeGreaterThan(0);
  });

  it("has a line whole whose parts came before and after a broken connection", async () => {
    const engine = new ScriptedEngine();
    const { has, states } = follow(engine);
    engine.say("first half, ");
    engine.say("another part, ");
    await vi.waitFor(() => expect(states).toContain("following"), 4000);
    engine.breakConnections();
    await vi.waitFor(() => expect(engine.requests).toHaveLength(2), 4000);
    engine.say("end\n");
    await has("first half, another part, end");
  });

  it("marks the end of a container that was removed, and ends", async () => {
    const engine = new ScriptedEngine();
    const { texts, states, follower } = follow(engine);
    engine.say("last words, without an end");
    await vi.waitFor(() => expect(states).toContain("following"), 4000);
    engine.become({ kind: "removed" });
    await follower.ended;
    expect(texts).toEqual(["last words, without an end", removed]);
    expect(states.slice(-2)).toEqual(["removed", "ended"]);
  });

  it("knows when all that one run had said is there, also where the next one began at once", async () => {
    const engine = new ScriptedEngine();
    const { follower, texts, states } = follow(engine);
    await vi.waitFor(() => expect(states).toContain("following"), 4000);
    engine.say("one\n");
    engine.become(started(2));
    engine.say("two\n");
    await follower.readToEnd("1");
    expect(texts).toContain("one");
    engine.become({ kind: "stopped", startedAt: "2", tty: false });
    engine.say("late\n");
    await follower.readToEnd("2");
    expect(texts).toEqual(["one", "two", "late"]);
    await follower.readToEnd("1");
    engine.become({ kind: "removed" });
    await follower.readToEnd("3");
  });

  it("takes all there is by now when asked to finish, with no mark", async () => {
    const engine = new ScriptedEngine();
    const { texts, states, follower, has } = follow(engine);
    engine.say("one\n");
    await has("one");
    await vi.waitFor(() => expect(states).toContain("following"), 4000);
    engine.become({ kind: "stopped", startedAt: "1", tty: false });
    engine.say("two\n");
    await follower.finish();
    expect(texts).toEqual(["one", "two"]);
    expect(engine.requests.at(-1)?.follow).toBe(false);
  });

  it("says that the log may end early where an engine is away at the finish", async () => {
    const engine = new ScriptedEngine();
    const { texts, follower, has } = follow(engine);
    engine.say("one\n");
    await has("one");
    engine.down = true;
    await follower.finish();
    expect(texts).toEqual(["one", "[backcompat: the engine can't be reached; the log may end early]"]);
  });

  it("gives up a connection that says nothing once its engine doesn't answer", async () => {
    const engine = new ScriptedEngine();
    const { states, has } = follow(engine, 5);
    engine.say("one\n");
    await has("one");
    engine.down = true;
    await vi.waitFor(() => expect(states.at(-1)).toBe("unreachable"), 4000);
    engine.down = false;
    await vi.waitFor(() => expect(engine.requests.length).toBeGreaterThan(1), 4000);
    await has("one");
  });

  it("keeps secrets out of what it hands on", async () => {
    const engine = new ScriptedEngine();
    const { has } = follow(engine);
    engine.say("password hunter2\n");
    await has("password ***");
  });

  it("ends at once when disposed of", async () => {
    const engine = new ScriptedEngine();
    const { follower, states } = follow(engine);
    await vi.waitFor(() => expect(states).toContain("following"), 4000);
    follower.dispose();
    await follower.ended;
    expect(states.at(-1)).toBe("ended");
  });
});
