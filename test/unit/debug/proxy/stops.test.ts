import { describe, expect, it } from "vitest";
import { Stops } from "../../../../src/debug/proxy/stops";

const watched = (): {
  stops: Stops;
  told: boolean[];
  ask: Asks;
  event: (event: string, body: unknown) => void;
} => {
  const told: boolean[] = [];
  const stops = new Stops((paused) => told.push(paused));
  let seq = 0;
  const ask: Asks = (command, args = {}) => {
    const request = { type: "request", seq: ++seq, command, arguments: args } as const;
    stops.request(request);
    return (body = {}, success = true) =>
      stops.response({ type: "response", seq: 0, request_seq: request.seq, command, success, body }, request);
  };
  return { stops, told, ask, event: (event, body) => stops.event({ type: "event", seq: 0, event, body }) };
};

type Asks = (command: string, args?: unknown) => (body?: unknown, success?: boolean) => void;

describe("a target", () => {
  it("stands still from a stop to any way of going on", () => {
    for (const command of ["continue", "next", "stepIn", "stepOut", "stepBack", "reverseContinue"]) {
      const { told, ask, event } = watched();
      event("stopped", { threadId: 1 });
      ask(command, { threadId: 1 })();
      expect(told, command).toEqual([true, false]);
    }
  });

  it("goes on by events of its own, too", () => {
    for (const [name, body] of [
      ["continued", { threadId: 1 }],
      ["continued", { threadId: 9, allThreadsContinued: true }],
      ["thread", { reason: "exited", threadId: 1 }],
      ["terminated", undefined],
      ["exited", { exitCode: 0 }],
    ] as const) {
      const { told, event } = watched();
      event("stopped", { threadId: 1 });
      event(name, body);
      expect(told, name).toEqual([true, false]);
    }
  });

  it("still stands while another of its threads does", () => {
    const { told, ask, event } = watched();
    event("stopped", { threadId: 1 });
    event("stopped", { threadId: 2 });
    event("continued", { threadId: 1 });
    ask("continue", { threadId: 3, singleThread: true })();
    expect(told).toEqual([true]);
    ask("continue", { threadId: 2 })({ allThreadsContinued: false });
    expect(told).toEqual([true, false]);
  });

  it("still stands where one thread of all that stopped goes on alone", () => {
    const { told, ask, event } = watched();
    event("stopped", { threadId: 1, allThreadsStopped: true });
    ask("threads")({ threads: [{ id: 1 }, { id: 2 }] });
    ask("next", { threadId: 1, singleThread: true })();
    expect(told).toEqual([true]);
    ask("continue", { threadId: 2 })();
    expect(told).toEqual([true, false]);
  });

  it("stands where a step's stop overtakes the step's answer", () => {
    const { told, ask, event } = watched();
    event("stopped", { threadId: 1 });
    const answered = ask("next", { threadId: 1 });
    event("stopped", { threadId: 1 });
    answered();
    expect(told).toEqual([true]);
  });

  it("stands where going on was refused, or only asked for", () => {
    const { told, ask, event } = watched();
    event("stopped", { threadId: 1 });
    ask("continue", { threadId: 1 })({}, false);
    ask("continue", { threadId: 1 });
    ask("evaluate", { expression: "1" })();
    expect(told).toEqual([true]);
  });

  it("tells which threads there were when it is over", () => {
    const { stops, told, event } = watched();
    event("thread", { reason: "started", threadId: 4 });
    event("stopped", { threadId: 5 });
    event("stopped", {});
    expect(stops.clear()).toEqual([4, 5]);
    expect(stops.clear()).toEqual([]);
    expect(told).toEqual([true, false]);
  });
});
