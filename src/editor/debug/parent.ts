import { type DebugSession, debug } from "vscode";
import { z } from "zod";
import { ParentSession } from "../../debug/adapter/parentSession";
import { Emulation } from "../../emulation/emulation";
import { thisMachine } from "../../emulation/machine";
import { prepare } from "../../emulation/prepare";
import { recover } from "../../emulation/recover";
import { versionsWorld } from "../../emulation/versionsWorld";
import { machineFailure } from "../../util/problem";
import type { Editor } from "../context";
import { watchLaunch } from "../emulate/watchLaunch";

const foreign = z.object({ name: z.string(), type: z.string(), request: z.string() });

/** The parent session, with this window's machine behind it. */
export const makeParentSession = (editor: Editor, session: DebugSession): ParentSession =>
  new ParentSession(
    watchLaunch(editor, {
      begin: async ({ folder, file, scenario, versions, swap, debug, noDebug }, { byHand, signal }) => {
        const world = await thisMachine({ env: process.env, dist: editor.dist });
        for (const { emulation, did } of await recover(world)) {
          editor.log.warn(`Cleaned up emulation ${emulation}, whose host had died: ${did.join(", ")}`);
        }
        const choice = { folder, file, scenario, versions, swap };
        const { plan } = await prepare(choice, versionsWorld(folder, process.env), signal);
        const services = noDebug || debug === false ? "none" : debug === true ? "all" : debug;
        return await Emulation.begin(plan, { services, hold: true, byHand }, world);
      },
      startForeign: async (configuration) => {
        const { name, type, request } = foreign.parse(configuration);
        const started = await debug.startDebugging(
          session.workspaceFolder,
          { ...configuration, name, type, request },
          { parentSession: session, lifecycleManagedByParent: true, suppressSaveBeforeStart: true },
        );
        if (!started)
          throw machineFailure("not-attached", `The editor has no debugger of the type “${type}”`);
      },
      onEmulation: (emulation) => editor.emulations.add(emulation),
    }),
  );
