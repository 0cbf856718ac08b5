import type { Duplex } from "node:stream";
import { execa } from "execa";
import { tokenVariable } from "./tokens";
import type { RunToken } from "./types";

export interface DialogueSpec {
  readonly argv: readonly string[];
  readonly cwd: string;
  readonly env: Readonly<Record<string, string>>;
  readonly token: RunToken;
}

/** A program that is spoken to over its input and output, such as a debug adapter; it ends with the stream. */
export const openDialogue = ({ argv, cwd, env, token }: DialogueSpec): Duplex => {
  const [command = "", ...args] = argv;
  const child = execa(command, args, {
    cwd,
    env: { ...env, [tokenVariable]: token },
    extendEnv: false,
    windowsHide: true,
    buffer: false,
    reject: false,
    encoding: "buffer",
    stderr: "ignore",
  });
  const stream = child.duplex();
  stream.once("close", () => child.kill());
  return stream;
};
