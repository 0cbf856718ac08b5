import type { DebugSpec } from "../scenario/settled";
import type { Attachment, Language } from "./types";

/** Another extension's debug type: the command runs as it is, and the scenario says how to attach to it. */
export const passThrough = (type: string): Language => ({
  name: type,
  find: async () => ({
    language: type,
    wrap: async ({ command }) => ({ argv: command.argv, env: {} }),
    attach: ({ spec }) => attach(type, spec),
    attachRunning: ({ spec }) => ({ attachment: attach(type, spec) }),
  }),
});

const attach = (type: string, { configuration = {} }: DebugSpec): Attachment => {
  const { request, port } = configuration;
  return {
    adapter: { kind: "delegated", type },
    request: request === "launch" ? "launch" : "attach",
    arguments: configuration,
    listens: typeof port === "number" ? port : undefined,
    entry: undefined,
  };
};
