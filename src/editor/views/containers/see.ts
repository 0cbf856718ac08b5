import { commands, env, window } from "vscode";
import { inspectContainer } from "../../../containers/operations";
import type { ContainerRow } from "../../../containers/row";
import { viewIds } from "../../../contract/ids";
import type { LogTarget } from "../../../contract/logTarget";
import { stateFolder } from "../../../emulation/stateFolder";
import {
  type KeptContainer,
  keptFolder,
  readKept,
  removeKept,
  writeKept,
} from "../../../logs/kept/keptContainer";
import { loggedBy } from "../../../logs/kept/loggedBy";
import { inputFailure } from "../../../util/problem";
import type { LoadPanes } from "../../logs/register";
import { attempt } from "../attempt";
import type { ContainerSubject } from "./chosen";
import { inspectDocument } from "./inspectDocuments";
import type { ContainerHands } from "./lifecycle";
import type { Live } from "./live";

/** Our own have theirs with their emulation; that of any other is kept from now on. */
export const showLog =
  (panes: LoadPanes) =>
  async (subject: ContainerSubject, { editor, live }: ContainerHands): Promise<void> => {
    const opening = async (): Promise<void> => (await panes()).show(await logOf(subject, live));
    await attempt(editor, "Opening a log", opening, viewIds.containers);
  };

const logOf = async ({ engine, container }: ContainerSubject, live: Live | undefined): Promise<LogTarget> => {
  const state = stateFolder(process.env);
  const row = live?.row(engine, container);
  const logged = row === undefined ? live?.kept(container)?.logged : await loggedBy(state, row);
  if (logged !== undefined) return { emulation: logged.emulation, services: [logged.service] };
  const kept = row === undefined ? await readKept(state, container) : keptFrom(row, engine, live);
  if (kept === undefined)
    throw inputFailure("no-such-container", `Container ${container.slice(0, 12)} is not there any more`);
  if (row !== undefined) await writeKept(state, kept);
  const title = `${kept.name} — ${kept.engineName}`;
  return { store: keptFolder(state, container).logs, title, services: undefined };
};

const keptFrom = (
  { id, name, image, composeProject }: ContainerRow,
  engine: string,
  live: Live | undefined,
): KeptContainer => ({
  ...{ id, name, image, engine, engineName: live?.nameOf(engine) ?? engine, composeProject },
  ...{ logged: undefined, scenario: undefined, removed: undefined },
});

/** Of those that are gone; what belongs to an emulation goes with it, here only its row. */
export const deleteLogs = async (
  subjects: readonly ContainerSubject[],
  { live }: ContainerHands,
): Promise<void> => {
  const kept = subjects.flatMap(({ container }) => live?.kept(container) ?? []);
  const [only] = kept;
  if (only === undefined) return;
  const what =
    kept.length === 1 ? `the kept log of ${only.name}` : `the kept logs of ${kept.length} containers`;
  const detail = kept.map(({ name, engineName }) => `${name} of ${engineName}`).join("\n");
  const question = `Delete ${what}?`;
  if ((await window.showWarningMessage(question, { modal: true, detail }, "Delete")) === undefined) return;
  for (const { id } of kept) await removeKept(stateFolder(process.env), id);
};

export const copyIds = async (subjects: readonly ContainerSubject[]): Promise<void> => {
  await env.clipboard.writeText(subjects.map(({ container }) => container).join("\n"));
  window.setStatusBarMessage("Copied", 3000);
};

export const inspect = async (
  { engine, container }: ContainerSubject,
  { editor, engines, live }: ContainerHands,
): Promise<void> => {
  const name = live?.row(engine, container)?.name ?? container.slice(0, 12);
  await attempt(
    editor,
    `Inspecting ${name}`,
    async (signal) => {
      const told = await (await engines()).use(engine, signal, (opened) =>
        inspectContainer(opened, container, signal),
      );
      await commands.executeCommand("vscode.open", inspectDocument(name, told));
    },
    viewIds.containers,
  );
};
