import { commands, DebugStackFrame, debug } from "vscode";
import { type Disposable, DisposableStore } from "../../util/disposable";
import { as, fields, listOf, number } from "../../util/shape";
import { soon } from "../views/soon";
import { targetOf } from "./target";
import { UnshownException } from "./unshownException";

const stack = fields({ stackFrames: listOf(fields({ id: number })) });

/**
 * The editor shows an exception once it has the frame in hand that it was raised in. Where two sides stop and go at
 * one time it may have read the call stack anew until then, takes that frame for another, and shows nothing. Sent to the
 * top of the call stack, it looks again.
 */
export const showExceptions = (): Disposable => {
  const owned = new DisposableStore();
  const unshown = new Map<string, UnshownException>();
  const look = owned.add(soon(patienceMs, () => lookAgain(unshown)));
  owned.add(
    debug.registerDebugAdapterTrackerFactory("*", {
      createDebugAdapterTracker: ({ id, configuration }) => {
        if (targetOf(configuration) === undefined) return undefined;
        const exception = new UnshownException();
        unshown.set(id, exception);
        const hear = (message: unknown): void => exception.hear(message);
        const forget = (): void => void unshown.delete(id);
        return {
          onWillReceiveMessage: hear,
          onDidSendMessage: hear,
          onWillStopSession: forget,
          onExit: forget,
        };
      },
    }),
  );
  owned.add(debug.onDidChangeActiveStackItem(() => look.ask()));
  return owned;
};

/** The editor asks about the exception at once, if at all. */
const patienceMs = 400;

const lookAgain = async (unshown: ReadonlyMap<string, UnshownException>): Promise<void> => {
  const frame = debug.activeStackItem;
  if (!(frame instanceof DebugStackFrame)) return;
  const isUnshown = (): boolean => unshown.get(frame.session.id)?.threadId === frame.threadId;
  if (!isUnshown()) return;
  const { threadId } = frame;
  const top = { threadId, startFrame: 0, levels: 1 };
  const answer: unknown = await frame.session
    .customRequest("stackTrace", top)
    .then(undefined, () => undefined);
  // Whoever looks at another frame meanwhile is left there.
  const isTop = as(stack, answer)?.stackFrames[0]?.id === frame.frameId;
  if (isTop && isUnshown() && debug.activeStackItem === frame)
    await commands.executeCommand("workbench.action.debug.callStackTop");
};
