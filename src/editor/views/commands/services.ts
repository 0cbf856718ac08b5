import { env, Uri, window } from "vscode";
import type { Emulation } from "../../../emulation/emulation";
import type { Editor } from "../../context";
import { attempt } from "../attempt";
import { urlOf } from "../scenario/snapshot";
import { type SubjectOf, theSubject } from "../subjects";

type Control = (emulation: Emulation, service: string, signal: AbortSignal) => Promise<void>;

/** Buttons that do one thing to one service while the rest keeps running; pressed twice, they do it once. */
export class ServiceControls {
  readonly #editor: Editor;
  readonly #busy = new Set<string>();

  constructor(editor: Editor) {
    this.#editor = editor;
  }

  start(argument: unknown): Promise<void> {
    return this.#control("Starting", argument, (emulation, name, signal) =>
      emulation.startService(name, signal),
    );
  }

  stop(argument: unknown): Promise<void> {
    return this.#control("Stopping", argument, (emulation, name) => emulation.stopService(name));
  }

  restart(argument: unknown): Promise<void> {
    return this.#control("Restarting", argument, (emulation, name, signal) =>
      emulation.restartService(name, signal),
    );
  }

  setDebugged(argument: unknown, debugged: boolean): Promise<void> {
    const doing = debugged ? "Debugging" : "Leaving the debugger of";
    return this.#control(doing, argument, (emulation, name, signal) =>
      emulation.setDebugged(name, debugged, signal),
    );
  }

  /** It goes on running meanwhile. */
  attachDebugger(argument: unknown): Promise<void> {
    return this.#control("Attaching a debugger to", argument, (emulation, name, signal) =>
      emulation.attachDebugger(name, signal),
    );
  }

  async #control(doing: string, argument: unknown, control: Control): Promise<void> {
    const subject = await theSubject(argument, "service", this.#editor, `${doing} which service?`);
    const emulation = subject && (await runningOf(this.#editor, subject));
    if (subject === undefined || emulation === undefined) return;
    const key = `${subject.emulation}/${subject.service} ${doing}`;
    if (this.#busy.has(key)) return;
    this.#busy.add(key);
    this.#editor.log.info(`${doing} ${subject.service}`);
    try {
      await attempt(this.#editor, `${doing} ${subject.service}`, (signal) =>
        control(emulation, subject.service, signal),
      );
    } finally {
      this.#busy.delete(key);
    }
  }
}

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
