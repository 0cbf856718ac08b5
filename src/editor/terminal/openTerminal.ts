import { promises as fs } from "node:fs";
import { join } from "node:path";
import { env, type Terminal, ThemeIcon, window } from "vscode";
import type { Emulation } from "../../emulation/emulation";
import { sideLabel } from "../../emulation/makePlan";
import type { SideAtWork } from "../../emulation/values";
import { inputFailure } from "../../util/problem";
import type { Editor } from "../context";
import { attempt } from "../views/attempt";
import { runningOf } from "../views/commands/services";
import { theSubject } from "../views/subjects";
import { shellLaunch } from "./shellLaunch";
import { sideVariables } from "./sideVariables";

/** A shell in a side's tree, with its interpreter and packages; it ends with the emulation, whose tree it sits in. */
export const openTerminal = async (editor: Editor, argument: unknown): Promise<void> => {
  const subject = await theSubject(argument, "side", editor, "A terminal in which side's environment?");
  const emulation = subject && (await runningOf(editor, subject));
  if (subject === undefined || emulation === undefined) return;
  await attempt(editor, `Opening a terminal of ${subject.side}`, async () => {
    const at = emulation.run.values.sides.get(subject.side);
    if (at === undefined) {
      throw inputFailure("side-not-there", `${subject.side} has no environment yet`, {
        hint: "Wait until its steps are done.",
      });
    }
    const terminal = await terminalOf(emulation, at);
    terminal.show();
    endWith(emulation, terminal);
  });
};

const terminalOf = async (emulation: Emulation, at: SideAtWork): Promise<Terminal> => {
  const variables = sideVariables(emulation, at);
  const folder = join(emulation.run.folder.work, "terminal", at.side.name);
  const { args, env: more, files } = shellLaunch(env.shell, variables.own, folder);
  await fs.mkdir(folder, { recursive: true, mode: 0o700 });
  for (const [name, content] of Object.entries(files))
    await fs.writeFile(join(folder, name), content, { mode: 0o600 });
  const zdotdir = variables.all["ZDOTDIR"];
  return window.createTerminal({
    name: sideLabel(at.side),
    cwd: at.dir,
    iconPath: new ThemeIcon("versions"),
    ...(env.shell === "" ? {} : { shellPath: env.shell, shellArgs: [...args] }),
    env: {
      ...variables.all,
      ...(zdotdir === undefined ? {} : { BACKCOMPAT_ZDOTDIR: zdotdir }),
      ...more,
    },
    strictEnv: true,
    isTransient: true,
  });
};

const endWith = (emulation: Emulation, terminal: Terminal): void => {
  const hearing = emulation.events.on((event) => {
    if (event.kind !== "state" || event.state !== "stopping") return;
    hearing.dispose();
    terminal.dispose();
  });
};
