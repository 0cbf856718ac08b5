import type { Editor } from "../../context";
import type { LogPanes } from "../../logs/logPanes";
import { givenSubject, theSubject } from "../subjects";

type LoadPanes = () => Promise<LogPanes>;

/** Also of a past emulation: its lines outlive it. */
export const showLog =
  (panes: LoadPanes) =>
  async (editor: Editor, argument: unknown): Promise<void> => {
    const subject = await theSubject(argument, "service", editor, "The log of which service?");
    if (subject === undefined) return;
    const { emulation, service } = subject;
    await (await panes()).show({ emulation, services: [service] });
  };

/** Of all services, merged by time. */
export const showAllLogs =
  (panes: LoadPanes) =>
  async (editor: Editor, argument: unknown): Promise<void> => {
    const subject =
      givenSubject(argument, "record") ??
      givenSubject(argument, "service") ??
      (await theSubject(argument, "emulation", editor, "The logs of which emulation?"));
    if (subject !== undefined)
      await (await panes()).show({ emulation: subject.emulation, services: undefined });
  };
