import { execa, execaSync } from "execa";

/** Asks `ps`, `lsof`, `netstat` or PowerShell; no answer counts as an empty one, as for a process that is gone. */
export const askSystem = async (command: string, args: readonly string[]): Promise<string> =>
  (await execa(command, args, options)).stdout ?? "";

export const askSystemSync = (command: string, args: readonly string[]): string =>
  execaSync(command, args, options).stdout ?? "";

const options = {
  reject: false,
  stdin: "ignore",
  env: { LC_ALL: "C" },
  windowsHide: true,
  timeout: 20_000,
  maxBuffer: 50_000_000,
} as const;

export const powershell = (script: string): [string, string[]] => [
  "powershell.exe",
  ["-NoProfile", "-NonInteractive", "-Command", script],
];
