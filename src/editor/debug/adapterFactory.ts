import {
  type DebugAdapterDescriptorFactory,
  DebugAdapterInlineImplementation,
  type DebugProtocolMessage,
  type DebugSession,
  EventEmitter,
} from "vscode";
import type { ParentSession } from "../../debug/adapter/parentSession";
import type { TargetProxy } from "../../debug/proxy/types";
import { machineFailure } from "../../util/problem";
import type { Editor } from "../context";
import { childOf } from "./target";

type Parents = Map<string, ParentSession>;

/** Parents run in this process, and so does what stands between the editor and each target's debugger. */
export const adapterFactory = (editor: Editor): DebugAdapterDescriptorFactory => {
  const parents: Parents = new Map();
  return {
    createDebugAdapterDescriptor: async (session) => {
      const child = childOf(session.configuration);
      if (child !== undefined) return inline(proxyFor(parents, session, child));
      const { makeParentSession } = await import("./parent");
      const parent = makeParentSession(editor, session);
      parents.set(session.id, parent);
      return new DebugAdapterInlineImplementation(parent);
    },
  };
};

const proxyFor = (parents: Parents, session: DebugSession, child: string): TargetProxy => {
  for (let above = session.parentSession; above !== undefined; above = above.parentSession) {
    const proxy = parents.get(above.id)?.proxyFor(child);
    if (proxy !== undefined) return proxy;
  }
  throw machineFailure("emulation-gone", "The emulation of this debug session is over", {
    hint: "Emulate again.",
  });
};

const inline = (proxy: TargetProxy): DebugAdapterInlineImplementation => {
  const messages = new EventEmitter<DebugProtocolMessage>();
  const listening = proxy.onDidSendMessage((message) => messages.fire(message));
  return new DebugAdapterInlineImplementation({
    onDidSendMessage: messages.event,
    handleMessage: (message) => proxy.handleMessage(message),
    dispose: () => {
      listening.dispose();
      messages.dispose();
      proxy.dispose();
    },
  });
};
