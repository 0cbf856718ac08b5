import type { Conversation } from "./conversation";
import { bodyOf, type Event, listOf } from "./message";

/**
 * Stops a program at its first line where the debugger can only be asked to pause: the first stop may be in the
 * debugger's own frames, which it hides, and then the line is one step away.
 */
export class EntryStop {
  #awaited: "first" | "step" | undefined;

  /** Before `configurationDone`. */
  async ask(conversation: Conversation): Promise<void> {
    this.#awaited = "first";
    const { success } = await conversation.ask("pause", { threadId: 1 });
    if (!success) this.#awaited = undefined;
  }

  takes({ event }: Event): boolean {
    return event === "stopped" && this.#awaited !== undefined;
  }

  /** The stop as the client is to see it; undefined where it is to see a later one. */
  async reached(stopped: Event, conversation: Conversation): Promise<Event | undefined> {
    const { threadId, reason } = bodyOf(stopped);
    const isFirst = this.#awaited === "first";
    this.#awaited = undefined;
    if (isFirst && !(await hasFrames(threadId, conversation))) {
      this.#awaited = "step";
      await conversation.ask("stepIn", { threadId });
      return undefined;
    }
    const byUs = reason === "pause" || (!isFirst && reason === "step");
    return byUs ? { ...stopped, body: { ...bodyOf(stopped), reason: "entry" } } : stopped;
  }
}

const hasFrames = async (threadId: unknown, conversation: Conversation): Promise<boolean> => {
  const answer = await conversation.ask("stackTrace", { threadId, startFrame: 0, levels: 1 });
  return !answer.success || listOf(bodyOf(answer)["stackFrames"]).length > 0;
};
