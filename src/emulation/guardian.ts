import { type Companion, startCompanion } from "../processes/companion";
import type { Platform } from "../processes/platform";
import { mergeVariables, type Variables, variable } from "../processes/variables";
import type { StateFolder } from "./stateFolder";

/** The guardian undoes the emulation when this process dies without having released it. */
export const startGuardian = (program: string, state: StateFolder, emulation: string): Companion =>
  startCompanion([process.execPath, program, emulation], {
    ...guardianEnvironment(process.env),
    BACKCOMPAT_HOME: state.root,
    ELECTRON_RUN_AS_NODE: "1",
  });

const kept = [
  "PATH",
  "HOME",
  "USERPROFILE",
  "SYSTEMROOT",
  "SYSTEMDRIVE",
  "WINDIR",
  "COMSPEC",
  "PATHEXT",
  "LOCALAPPDATA",
  "APPDATA",
  "TEMP",
  "TMP",
  "TMPDIR",
  // By which the system's ssh proves who we are to an engine's host.
  "SSH_AUTH_SOCK",
];

/** What undoing needs to find its tools: not more, as a guardian may live long. */
export const guardianEnvironment = (env: Variables, platform?: Platform): Record<string, string> =>
  mergeVariables(
    kept.map((name) => ({ [name]: variable(env, name, platform) })),
    platform,
  );
