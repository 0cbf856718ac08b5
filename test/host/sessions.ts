import { type Breakpoint, type DebugSession, type Disposable, debug, Uri } from "vscode";
import { z } from "zod";

const message = z.looseObject({
  type: z.string(),
  event: z.string().optional(),
  body: z.unknown().optional(),
});
const stop = z.object({ reason: z.string(), threadId: z.number() });
const stack = z.object({
  stackFrames: z.array(
    z.object({
      id: z.number(),
      name: z.string(),
      line: z.number(),
      source: z.object({ path: z.string().optional() }).optional(),
    }),
  ),
});

export interface Stop {
  readonly session: DebugSession;
  readonly reason: string;
  readonly threadId: number;
}

/** One session: the editor may hand it out as several objects, where two of its events meet. */
export const same =
  (one: DebugSession | undefined) =>
  ({ id }: DebugSession): boolean =>
    one?.id === id;

/** What the editor's debug sessions do while a test looks. */
export class Sessions implements Disposable {
  readonly started: DebugSession[] = [];
  readonly ended: DebugSession[] = [];
  readonly stops: Stop[] = [];
  readonly #owned: Disposable[];

  constructor() {
    this.#owned = [
      debug.onDidStartDebugSession((session) => this.started.push(session)),
      debug.onDidTerminateDebugSession((session) => this.ended.push(session)),
      debug.registerDebugAdapterTrackerFactory("*", {
        createDebugAdapterTracker: (session) => ({
          onDidSendMessage: (sent: unknown) => {
            const { event, body } = message.parse(sent);
            if (event === "stopped") this.stops.push({ session, ...stop.parse(body) });
          },
        }),
      }),
    ];
  }

  get running(): readonly DebugSession[] {
    return this.started.filter((session) => !this.ended.some(same(session)));
  }

  dispose(): void {
    for (const one of this.#owned) one.dispose();
  }
}

/** The session and all above it, by their types. */
export const lineage = (session: DebugSession): readonly DebugSession[] => [
  session,
  ...(session.parentSession === undefined ? [] : lineage(session.parentSession)),
];

export const topFrame = async ({ session, threadId }: Stop) => {
  const { stackFrames } = stack.parse(
    await session.customRequest("stackTrace", { threadId, startFrame: 0, levels: 20 }),
  );
  const [top] = stackFrames;
  if (top === undefined) throw new Error("it stopped nowhere");
  return { id: top.id, name: top.name, line: top.line, path: fileOf(top.source?.path ?? "") };
};

/** The editor's window is on another machine as far as it knows, and asks with its address of the file. */
const fileOf = (path: string): string => (path.includes("://") ? Uri.parse(path).fsPath : path);

const known = z.object({ verified: z.boolean() }).optional();

/** A debugger confirms a breakpoint on its own time; what is asked before runs past it. */
export const binds = async (session: DebugSession, breakpoint: Breakpoint): Promise<boolean> =>
  known.parse(await session.getDebugProtocolBreakpoint(breakpoint))?.verified === true;

export const goOn = async ({ session, threadId }: Stop): Promise<void> => {
  await session.customRequest("continue", { threadId });
};
