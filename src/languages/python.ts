import { basename } from "node:path";
import type { Language } from "./types";

/** debugpy runs the command in its own process, so that logs, signals and pids are those of the service. */
export const python: Language = {
  name: "python",
  wrap: ({ argv, port, hold, spec, debuggerDir, interpreter, interpreterVersion, script }) => {
    const [command = "python", ...args] = argv;
    const isInterpreter = /^python[\d.]*(\.exe)?$/i.test(basename(command));
    const program = isInterpreter ? args : [script ?? command, ...args];
    return {
      argv: [
        isInterpreter ? command : (interpreter ?? "python"),
        ...frozenModules(interpreterVersion),
        `${debuggerDir}/debugpy`,
        "--listen",
        `127.0.0.1:${port}`,
        ...(hold ? ["--wait-for-client"] : []),
        "--configure-subProcess",
        String(spec.subprocesses),
        ...program,
      ],
      // Without frozen modules in sight debugpy would still warn of them, once per start.
      env: { PYDEVD_DISABLE_FILE_VALIDATION: "1" },
    };
  },
  attach: ({ spec, name }) => ({
    name,
    justMyCode: false,
    subProcess: spec.subprocesses,
    redirectOutput: false,
    showReturnValue: true,
  }),
};

/** From 3.11 on the standard library is frozen, and debugpy complains that it can't stop there. */
const frozenModules = (version: string | undefined): string[] => {
  const [major = 3, minor = 0] = (version ?? "3").split(".").map(Number);
  return major > 3 || (major === 3 && minor >= 11) ? ["-Xfrozen_modules=off"] : [];
};
