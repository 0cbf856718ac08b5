import { env, Uri, window } from "vscode";
import type { Emulation } from "../../../emulation/emulation";
import type { Editor } from "../../context";
import { attempt } from "../attempt";
import { urlOf } from "../scenario/snapshot";
import { type SubjectOf, theSubject } from "../subjects";

type Control = (emulation: Emulation, service: string, signal: AbortSignal) => Promise<void>;

/** A command that does one thing to one service while the rest keeps running. */
export const serviceCommand =
  (doing: string, control: Control) =>
  async (editor: Editor, argument: unknown): Promise<void> => {
    const subject = await theSubject(argument, "service", editor, `${doing} which service?`);
    const emulation = subject && (await runningOf(editor, subject));
    if (subject === undefined || emulation === undefined) return;
    await attempt(editor, `${doing} ${subject.service}`, (signal) =>
      control(emulation, subject.service, signal),
    );
  };

export const serviceControls = {
  start: serviceCommand("Starting", (emulation, name, signal) => emulation.startService(name, signal)),
  stop: serviceCommand("Stopping", (emulation, name) => emulation.stopService(name)),
  restart: serviceCommand("Restarting", (emulation, name, signal) => emulation.restartService(name, signal)),
  debug: serviceCommand("Debugging", (emulation, name, signal) => emulation.setDebugged(name, true, signal)),
  undebug: serviceCommand("Leaving the debugger of", (emulation, name, signal) =>
    emulation.setDebugged(name, false, signal),
  ),
} as const;

export const openInBrowser = async (editor: Editor, argument: unknown): Promise<void> => {
  const subject = await theSubject(argument, "service", editor, "Open which service?");
  const emulation = subject && (await runningOf(editor, subject));
  const settled = subject && emulation?.run.plan.settled.services[subject.service];
  if (emulation === undefined || settled === undefined) return;
  const url = urlOf(settled, emulation.run);
  if (url === undefined) await window.showInformationMessage(`${settled.name} has no port to open.`);
  else await env.openExternal(Uri.parse(url));
};

export const runningOf = async (
  { emulations }: Editor,
  { emulation }: Pick<SubjectOf<"service">, "emulation">,
): Promise<Emulation | undefined> => {
  const running = emulations.get(emulation);
  if (running === undefined)
    await window.showInformationMessage(`Emulation ${emulation} does not run in this window any more.`);
  return running;
};
