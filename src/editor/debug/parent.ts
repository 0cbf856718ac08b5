import { type DebugSession, debug } from "vscode";
import { z } from "zod";
import { beginLaunch } from "../../debug/adapter/beginLaunch";
import { ParentSession } from "../../debug/adapter/parentSession";
import { machineFailure } from "../../util/problem";
import type { Editor } from "../context";
import { watchLaunch } from "../emulate/watchLaunch";

const foreign = z.object({ name: z.string(), type: z.string(), request: z.string() });

/** The parent session, with this window's machine behind it. */
export const makeParentSession = (editor: Editor, session: DebugSession): ParentSession =>
  new ParentSession(
    watchLaunch(editor, {
      begin: (args, how) =>
        beginLaunch(args, how, {
          env: process.env,
          dist: editor.dist,
          onRecovered: ({ emulation, did, failed }) =>
            editor.log.warn(`Cleaning up emulation ${emulation}: ${failed?.message ?? did.join(", ")}`),
        }),
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
