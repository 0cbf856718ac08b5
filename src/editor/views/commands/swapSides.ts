import type { Editor } from "../../context";
import { attempt } from "../attempt";
import { theSubject } from "../subjects";
import { choiceOf, goOverTo } from "./goOver";
import { runningOf } from "./services";

/** The sides of a running emulation change places; pressed again, they change back. */
export const swapSides = async (editor: Editor, argument: unknown): Promise<void> => {
  const subject = await theSubject(argument, "emulation", editor, "Swap the sides of which emulation?");
  const emulation = subject && (await runningOf(editor, subject));
  if (emulation === undefined) return;
  const choice = choiceOf(emulation);
  await attempt(editor, "Swapping sides", (signal) =>
    goOverTo(emulation, { ...choice, swap: !choice.swap }, "Swap Anyway", signal),
  );
};
