import { commands, ProgressLocation, Uri, window } from "vscode";
import { cleanables } from "../../../emulation/cleaning";
import { askControl } from "../../../emulation/control";
import { artifactFolder, listRecords, readRecord } from "../../../emulation/record";
import { recover } from "../../../emulation/recover";
import { type StateFolder, stateFolder } from "../../../emulation/stateFolder";
import { undoWorld } from "../../../emulation/undoWorld";
import { inputFailure, machineFailure } from "../../../util/problem";
import { plural } from "../../../util/text";
import type { Editor } from "../../context";
import { attempt } from "../attempt";
import { givenSubject, theSubject } from "../subjects";

/** In this window, or by its control socket in whichever process it runs. */
export const stopEmulation = async (editor: Editor, argument: unknown): Promise<void> => {
  const subject =
    givenSubject(argument, "record") ??
    (await theSubject(argument, "emulation", editor, "Stop which emulation?"));
  if (subject === undefined) return;
  const here = editor.emulations.get(subject.emulation);
  const title = "Stopping and restoring…";
  await window.withProgress({ location: ProgressLocation.Notification, title }, () =>
    attempt(editor, "Stopping", async () => {
      if (here === undefined) await stopElsewhere(subject.emulation);
      else await here.stop({ verdict: "cancelled" });
    }),
  );
};

const stopElsewhere = async (id: string): Promise<void> => {
  const record = await readRecord(ourState(), id);
  const answer = record && (await askControl(record.control, "stop"));
  if (answer !== undefined) return;
  throw machineFailure("no-answer", `Nobody answers for emulation ${id}`, {
    hint: "Its host died, or it has just ended: Clean Up Dead Emulations undoes what it left.",
  });
};

export const deleteEmulation = async (editor: Editor, argument: unknown): Promise<void> => {
  const given = givenSubject(argument, "record");
  const id = given?.emulation ?? (await askPast());
  if (id === undefined) return;
  const question = `Delete the record, logs and artifacts of emulation ${id}?`;
  if ((await window.showWarningMessage(question, { modal: true }, "Delete")) === undefined) return;
  await attempt(editor, `Deleting ${id}`, async () => {
    const all = await cleanables(ourState());
    const one = all.find((cleanable) => cleanable.kind === "emulation" && cleanable.id === id);
    if (one?.keep !== undefined)
      throw inputFailure("in-use", `${id} can't be deleted: ${one.keep}`, { hint: "Stop it first." });
    await one?.remove();
  });
};

const askPast = async (): Promise<string | undefined> => {
  const past = (await listRecords(ourState())).filter(({ state }) => state === "ended");
  const items = past.map(({ id, scenario, sides, verdict }) => ({
    label: `${scenario} ${Object.values(sides).join(" ⇄ ")}`,
    description: [verdict, id].filter(Boolean).join(" · "),
    id,
  }));
  return (await window.showQuickPick(items, { placeHolder: "Delete which past emulation?" }))?.id;
};

/** What hosts that died left behind, of this and all other windows. */
export const cleanUpDead = async (editor: Editor): Promise<void> => {
  const recovered = await attempt(editor, "Cleaning up", () => recover(undoWorld(ourState())));
  if (recovered === undefined) return;
  for (const { emulation, did, kept } of recovered)
    editor.log.info(`Cleaned up ${emulation}: ${[...did, ...kept].join(", ")}`);
  await window.showInformationMessage(
    recovered.length === 0
      ? "Nothing to clean up: no emulation has died."
      : `Cleaned up after ${plural(recovered.length, "emulation")} whose host had died.`,
  );
};

export const openArtifact = async (_: Editor, argument: unknown): Promise<void> => {
  const path = givenSubject(argument, "artifact")?.path;
  if (path !== undefined) await commands.executeCommand("vscode.open", Uri.file(path));
};

export const revealArtifacts = async (_: Editor, argument: unknown): Promise<void> => {
  const id = givenSubject(argument, "record")?.emulation;
  if (id === undefined) return;
  await commands.executeCommand("revealFileInOS", Uri.file(artifactFolder(ourState(), id)));
};

const ourState = (): StateFolder => stateFolder(process.env);
