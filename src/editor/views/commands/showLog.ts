import { segmentFile } from "../../../capture/segmentNames";
import { emulationFolder } from "../../../emulation/emulationFolder";
import { stateFolder } from "../../../emulation/stateFolder";
import type { Editor } from "../../context";
import { attempt } from "../attempt";
import type { LogDocuments } from "../log/logDocuments";
import { theSubject } from "../subjects";

/** Also of a past emulation: its lines outlive it. */
export const showLog =
  (documents: LogDocuments) =>
  async (editor: Editor, argument: unknown): Promise<void> => {
    const subject = await theSubject(argument, "service", editor, "The log of which service?");
    if (subject === undefined) return;
    const { emulation, service } = subject;
    const { logs } = emulationFolder(stateFolder(process.env), emulation);
    await attempt(editor, `Opening the log of ${service}`, () =>
      documents.show(segmentFile(logs, service, 0), `${service} · ${emulation}`),
    );
  };
