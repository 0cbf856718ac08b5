import { systemFiles } from "./command";
import { nodeCommand } from "./nodeCommand";
import type { Attachment, Language } from "./types";

/** Node has its inspector in it; who speaks DAP to it is js-debug, which belongs to the editor. */
export const node: Language = {
  name: "node",
  find: async (environment, world) => ({
    language: "node",
    wrap: async ({ command, port, hold }) => {
      const taken = await nodeCommand(command, environment.node, world.files ?? systemFiles);
      const inspect = `--inspect${hold ? "-brk" : ""}=127.0.0.1:${port}`;
      return { argv: [taken.node, inspect, ...taken.program], env: taken.env };
    },
    attach: ({ port, spec, trees }): Attachment => ({
      adapter: { kind: "delegated", type: "node" },
      request: "attach",
      arguments: {
        address: "127.0.0.1",
        port,
        // `hold` stops at the first line, which is wanted only where the scenario says so.
        continueOnAttach: !spec.pauseAtStart,
        autoAttachChildProcesses: spec.subprocesses,
        // It is the scenario that says when a service starts again.
        restart: false,
        localRoot: null,
        remoteRoot: null,
        skipFiles: ["<node_internals>/**"],
        ...sources(trees),
        ...spec.configuration,
      },
      listens: port,
      entry: spec.pauseAtStart ? "arguments" : undefined,
    }),
  }),
};

/** js-debug looks for sources only in the workspace unless told of other trees. */
const sources = (trees: readonly string[]): Readonly<Record<string, readonly string[]>> => {
  const folders = [...new Set(trees)].map((tree) => tree.replaceAll("\\", "/").replace(/\/+$/, ""));
  return {
    outFiles: [...folders.map((folder) => `${folder}/**/*.(m|c|)js`), "!**/node_modules/**"],
    resolveSourceMapLocations: [...folders.map((folder) => `${folder}/**`), "!**/node_modules/**"],
  };
};
