import { deepStrictEqual, notStrictEqual, ok, strictEqual } from "node:assert";
import { readFileSync } from "node:fs";
import { connect } from "node:net";
import { join } from "node:path";
import { debug, Location, Position, SourceBreakpoint, Uri } from "vscode";
import { z } from "zod";
import { test, until } from "./harness";
import { makeNodePair, type NodePair } from "./nodePair";
import { binds, goOn, lineage, Sessions, type Stop, same, topFrame } from "./sessions";

const answered = z.object({ shop: z.string(), told: z.looseObject({}) });
const placed = z.object({ told: z.object({ file: z.string() }) });
const evaluated = z.object({ result: z.string() });

/** The pair under debuggers; whatever a test does to it, it is stopped and removed. */
const debugged = async (look: (pair: NodePair, sessions: Sessions) => Promise<void>): Promise<void> => {
  const pair = await makeNodePair();
  const sessions = new Sessions();
  const before = debug.breakpoints;
  try {
    const launch = {
      type: "backcompat",
      request: "launch",
      name: "pair",
      folder: pair.folder,
      scenario: "pair",
    };
    ok(await debug.startDebugging(undefined, { ...launch, versions: { release: "1.0.0" } }));
    await until("both sides' debuggers", () => debuggers(sessions).length === 2);
    await look(pair, sessions);
  } finally {
    debug.removeBreakpoints(debug.breakpoints.filter((one) => !before.includes(one)));
    await debug.stopDebugging(parentOf(sessions));
    await until("the end of all sessions", () => sessions.running.length === 0);
    sessions.dispose();
    pair.remove();
  }
};

const parentOf = ({ started }: Sessions) => started.find(({ type }) => type === "backcompat");

/**
 * The sessions that have a program: the other extension opens one for what it was asked, and one below it for the
 * program. They begin one by one, so the first of a line is no debugger while the second is still to come.
 */
const debuggers = (sessions: Sessions) => {
  const parent = parentOf(sessions);
  return sessions.started.filter((session) => {
    const line = lineage(session);
    return parent !== undefined && line.length === programDepth && line.at(-1)?.id === parent.id;
  });
};

/** The program's session, the one it was asked for by, ours. */
const programDepth = 3;

const breakAt = async (sessions: Sessions, file: string, text: string) => {
  const line = readFileSync(file, "utf8")
    .split("\n")
    .findIndex((one) => one.includes(text));
  ok(line >= 0, `${file} has “${text}”`);
  const breakpoint = new SourceBreakpoint(new Location(Uri.file(file), new Position(line, 0)));
  debug.addBreakpoints([breakpoint]);
  await until(`the breakpoint at “${text}”`, async () => {
    const bound = await Promise.all(debuggers(sessions).map((session) => binds(session, breakpoint)));
    return bound.includes(true);
  });
  return { path: file, line: line + 1 };
};

const listens = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = connect(port, "127.0.0.1");
    socket.once("connect", () => resolve(true)).once("error", () => resolve(false));
    socket.once("connect", () => socket.destroy());
  });

/** Where the next stop of all is; the program goes on from there. */
const passStop = async (
  sessions: Sessions,
  count: number,
  look: (stop: Stop, frame: number) => Promise<void>,
) => {
  await until(`stop ${count}`, () => sessions.stops.length >= count);
  const stop = sessions.stops[count - 1];
  ok(stop);
  const { path, line, id } = await topFrame(stop);
  await look(stop, id);
  await goOn(stop);
  return { path, line };
};

const nothing = async (): Promise<void> => undefined;

const releaseIs =
  (wanted: string) =>
  async ({ session }: Stop, frameId: number) => {
    const asked = { expression: "release", frameId, context: "watch" };
    strictEqual(evaluated.parse(await session.customRequest("evaluate", asked)).result, wanted);
  };

/** The stock that answers is one of another tree than the one that is open. */
const oldFile = async (pair: NodePair): Promise<string> => {
  const { file } = placed.parse(await pair.ask("/where")).told;
  notStrictEqual(file, join(pair.folder, "stock.js"));
  return file;
};

test("Node on both sides: one request stops in the newer side, then in the older one, then in the newer one again", () =>
  debugged(async (pair, sessions) => {
    const [shop, stock] = [join(pair.folder, "shop.js"), await oldFile(pair)];
    const asked = await breakAt(sessions, shop, "the shop is asked");
    const old = await breakAt(sessions, stock, "the stock is asked");
    const heard = await breakAt(sessions, shop, "the shop hears the stock");
    const answer = pair.ask("/item");
    const met = [
      await passStop(sessions, 1, nothing),
      await passStop(sessions, 2, releaseIs("'1.0.0'")),
      await passStop(sessions, 3, nothing),
    ];
    deepStrictEqual(met, [asked, old, heard]);
    deepStrictEqual(answered.parse(await answer).told, { release: "1.0.0" });
  }));

test("a Node service that is restarted gets its debugger again, with its breakpoints", () =>
  debugged(async (pair, sessions) => {
    const old = await breakAt(sessions, await oldFile(pair), "the stock is asked");
    const before = debuggers(sessions);
    const again = { expression: "restart stock", context: "repl" };
    await parentOf(sessions)?.customRequest("evaluate", again);
    await until("another debugger", () => debuggers(sessions).some((one) => !before.some(same(one))));
    strictEqual(debuggers(sessions).filter((one) => sessions.running.some(same(one))).length, 2);
    const answer = pair.ask("/item");
    deepStrictEqual(await passStop(sessions, 1, nothing), old);
    await answer;
  }));

test("the sessions of another extension's debugger nest below ours, named after their sides", () =>
  debugged(async (_, sessions) => {
    const parent = parentOf(sessions);
    const lines = sessions.started.map(lineage);
    deepStrictEqual(
      lines.map((line) => line.at(-1)?.id),
      lines.map(() => parent?.id),
    );
    deepStrictEqual(
      lines.flatMap((line) => (line.length === programDepth ? [line.at(-2)?.name] : [])).sort(),
      ["shop · shop", "stock 1.0.0 · stock"],
    );
  }));

test("stopping ours ends the debuggers of other extensions and their programs, and puts all back", () =>
  debugged(async (pair, sessions) => {
    deepStrictEqual(await Promise.all(pair.ports.map(listens)), [true, true]);
    await debug.stopDebugging(parentOf(sessions));
    await until("the end of all sessions", () => sessions.running.length === 0);
    strictEqual(pair.status(), "");
    deepStrictEqual(await Promise.all(pair.ports.map(listens)), [false, false]);
  }));

test("stopping one side's debugger is meant for all, and ends all", () =>
  debugged(async (pair, sessions) => {
    await debug.stopDebugging(debuggers(sessions)[0]);
    await until("the end of all sessions", () => sessions.running.length === 0);
    deepStrictEqual(await Promise.all(pair.ports.map(listens)), [false, false]);
  }));
