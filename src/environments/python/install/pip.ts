import type { ToolCall } from "../../../processes/types";
import type { Installing } from "./uv";

export const pipInstall = ({ python, args, cwd, env }: Installing): ToolCall<void> => ({
  tool: python,
  args: ["-m", "pip", "install", ...args],
  cwd,
  env,
  parse: () => undefined,
});

/** What a package of that time is built with, where it doesn't say so itself. */
export const datedSetuptools = (installing: Installing): ToolCall<void> =>
  pipInstall({ ...installing, args: ["--force-reinstall", "setuptools", "wheel"] });

/** The last virtualenv that makes environments for 2.7 and 3.6. */
export const oldVirtualenv = "virtualenv<20.22";

export const makeOldVenv = (virtualenv: string, interpreter: string, at: string): ToolCall<void> => ({
  tool: virtualenv,
  args: ["-m", "virtualenv", "--python", interpreter, at],
  parse: () => undefined,
});
