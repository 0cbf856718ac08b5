import { posix } from "node:path";
import type { DebugSpec } from "../scenario/settled";
import { pathInside } from "../util/files";
import { systemFiles } from "./command";
import { nodeCommand } from "./nodeCommand";
import type { Attachment, Language, PathMapping } from "./types";

/** Node has its inspector in it; who speaks DAP to it is js-debug, which belongs to the editor. */
export const node: Language = {
  name: "node",
  find: async (environment, world) => ({
    language: "node",
    wrap: async ({ command, port, hold, host = "127.0.0.1" }) => {
      const taken = await nodeCommand(command, environment.node, world.files ?? systemFiles);
      const inspect = `--inspect${hold ? "-brk" : ""}=${host}:${port}`;
      return { argv: [taken.node, inspect, ...taken.program], env: taken.env };
    },
    attach: ({ port, spec, trees, mappings, command }) => ({
      // `hold` stops at the first line, which is wanted only where the scenario says so.
      ...delegated(
        {
          address: "127.0.0.1",
          port,
          continueOnAttach: !spec.pauseAtStart,
          ...roots(mappings, command.cwd),
        },
        spec,
        trees,
      ),
      listens: port,
      entry: spec.pauseAtStart ? "arguments" : undefined,
    }),
    // js-debug asks Node to open its inspector, and finds where it did.
    attachRunning: ({ pid, spec, trees }) => ({
      attachment: {
        ...delegated({ processId: String(pid) }, spec, trees),
        listens: undefined,
        entry: undefined,
      },
    }),
  }),
};

const delegated = (
  where: Readonly<Record<string, unknown>>,
  spec: DebugSpec,
  trees: readonly string[],
): Pick<Attachment, "adapter" | "request" | "arguments"> => ({
  adapter: { kind: "delegated", type: "node" },
  request: "attach",
  arguments: {
    localRoot: null,
    remoteRoot: null,
    ...where,
    autoAttachChildProcesses: spec.subprocesses,
    // It is the scenario that says when a service starts again.
    restart: false,
    skipFiles: ["<node_internals>/**"],
    ...sources(trees),
    ...spec.configuration,
  },
});

/** js-debug takes one: that of the folder in which the program runs, else the widest. */
const roots = (mappings: readonly PathMapping[] = [], cwd: string) => {
  const around = mappings.find(({ there }) => pathInside(there, cwd, posix)) ?? mappings.at(-1);
  return around === undefined ? {} : { localRoot: around.here, remoteRoot: around.there };
};

/** js-debug looks for sources only in the workspace unless told of other trees. */
const sources = (trees: readonly string[]): Readonly<Record<string, readonly string[]>> => {
  const folders = [...new Set(trees)].map((tree) => tree.replaceAll("\\", "/").replace(/\/+$/, ""));
  return {
    outFiles: [...folders.map((folder) => `${folder}/**/*.(m|c|)js`), "!**/node_modules/**"],
    resolveSourceMapLocations: [...folders.map((folder) => `${folder}/**`), "!**/node_modules/**"],
  };
};
