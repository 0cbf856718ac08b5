import { type DebugAdapterTrackerFactory, type DebugSession, debug } from "vscode";
import { z } from "zod";
import type { Editor } from "../context";
import { targetOf } from "./target";

const event = z.object({ type: z.literal("event"), event: z.string() });
const request = z.object({ type: z.literal("request"), command: z.string() });
const disconnect = z.object({ arguments: z.object({ restart: z.boolean().optional() }).optional() });

const pausing = new Set(["stopped"]);
const resuming = new Set(["continued", "terminated", "exited", "continue", "next", "stepIn", "stepOut"]);

/**
 * Listens between the editor and a child: clocks stand still while it is stopped at a breakpoint, and who stops
 * one side stops the emulation, as Shift+F5 promises.
 */
export const childTracker = (editor: Editor): DebugAdapterTrackerFactory => ({
  createDebugAdapterTracker: (session) => {
    const target = targetOf(session.configuration);
    if (target?.service === undefined || target.emulation === undefined) return undefined;
    const { service, emulation } = target;
    // A target that ended by itself, or to start anew, leaves only its session to clear away.
    let isGone = false;
    const hear = (name: string): void => {
      if (pausing.has(name)) editor.emulations.get(emulation)?.run.pause.set(service, true);
      if (resuming.has(name)) editor.emulations.get(emulation)?.run.pause.set(service, false);
    };
    return {
      onDidSendMessage: (message: unknown) => {
        const parsed = event.safeParse(message);
        if (!parsed.success) return;
        hear(parsed.data.event);
        isGone ||= parsed.data.event === "terminated";
      },
      onWillReceiveMessage: (message: unknown) => {
        const parsed = request.safeParse(message);
        if (parsed.success) hear(parsed.data.command);
        if (isStop(message) && !isGone) void debug.stopDebugging(rootOf(session));
      },
      onWillStopSession: () => hear("terminated"),
      // Its debugger may go with it, without a word.
      onExit: () => {
        isGone = true;
      },
      onError: () => {
        isGone = true;
      },
    };
  },
});

const isStop = (message: unknown): boolean => {
  const asked = request.safeParse(message).data?.command;
  if (asked === "terminate") return true;
  return asked === "disconnect" && disconnect.safeParse(message).data?.arguments?.restart !== true;
};

const rootOf = (session: DebugSession): DebugSession =>
  session.parentSession === undefined ? session : rootOf(session.parentSession);
