import {
  type DebugAdapterDescriptorFactory,
  DebugAdapterInlineImplementation,
  DebugAdapterServer,
} from "vscode";
import type { Editor } from "../context";
import { targetOf } from "./target";

/** The parent runs in this process; its children speak to their debuggers directly. */
export const adapterFactory = (editor: Editor): DebugAdapterDescriptorFactory => ({
  createDebugAdapterDescriptor: async (session) => {
    const target = targetOf(session.configuration);
    if (target !== undefined) return new DebugAdapterServer(target.port, "127.0.0.1");
    const { makeParentSession } = await import("./parent");
    return new DebugAdapterInlineImplementation(makeParentSession(editor));
  },
});
