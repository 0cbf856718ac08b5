import { type Companion, startCompanion } from "../processes/companion";
import type { StateFolder } from "./stateFolder";

/** The guardian undoes the emulation when this process dies without having released it. */
export const startGuardian = (program: string, state: StateFolder, emulation: string): Companion =>
  startCompanion([process.execPath, program, emulation], {
    ...pathsOf(process.env),
    BACKCOMPAT_HOME: state.root,
    ELECTRON_RUN_AS_NODE: "1",
  });

const kept = [
  "PATH",
  "HOME",
  "USERPROFILE",
  "SYSTEMROOT",
  "LOCALAPPDATA",
  "APPDATA",
  "TEMP",
  "TMP",
  "TMPDIR",
];

const pathsOf = (env: NodeJS.ProcessEnv): Record<string, string> =>
  Object.fromEntries(kept.flatMap((name) => (env[name] === undefined ? [] : [[name, env[name]]])));
