import { type Platform, thisPlatform } from "./platform";

/**
 * How a system tells a program to end: Ctrl-C, a kill, a closed terminal. Windows sends no SIGTERM but Ctrl-Break,
 * and gives ten seconds after its console was closed.
 */
export const stopSignals = (platform: Platform = thisPlatform): readonly NodeJS.Signals[] =>
  platform === "win32" ? ["SIGINT", "SIGBREAK", "SIGHUP"] : ["SIGINT", "SIGTERM", "SIGHUP"];
