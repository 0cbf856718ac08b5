import type { DebugAdapterTrackerFactory } from "vscode";
import { z } from "zod";
import type { Editor } from "../context";
import { targetOf } from "./target";

const message = z.object({ type: z.literal("event"), event: z.string() });
const stopped = new Set(["stopped"]);
const goesOn = new Set(["continued", "terminated", "exited"]);

/** Clocks stand still while a child is stopped at a breakpoint. */
export const pauseTracker = (editor: Editor): DebugAdapterTrackerFactory => ({
  createDebugAdapterTracker: ({ configuration }) => {
    const target = targetOf(configuration);
    if (target?.service === undefined || target.emulation === undefined) return undefined;
    const { service, emulation } = target;
    const pause = (paused: boolean): void => editor.emulations.get(emulation)?.run.pause.set(service, paused);
    return {
      onDidSendMessage: (sent: unknown) => {
        const parsed = message.safeParse(sent);
        if (!parsed.success) return;
        if (stopped.has(parsed.data.event)) pause(true);
        if (goesOn.has(parsed.data.event)) pause(false);
      },
      onWillReceiveMessage: (received: unknown) => {
        if (resumes.safeParse(received).success) pause(false);
      },
      onWillStopSession: () => pause(false),
    };
  },
});

/** debugpy sends no `continued` for what the client itself asked for. */
const resumes = z.object({
  type: z.literal("request"),
  command: z.enum(["continue", "next", "stepIn", "stepOut", "disconnect"]),
});
