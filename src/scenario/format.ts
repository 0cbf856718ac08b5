import type { SettledRewrite } from "./settled";

/** How a configuration file is read, as its name says. */
export const formatOf = (file: string): SettledRewrite["format"] | undefined => {
  const name = file.split(/[\\/]/).at(-1)?.toLowerCase() ?? "";
  if (/^\.env(\..+)?$|\.env$/.test(name)) return "env";
  return byExtension.get(name.split(".").at(-1) ?? "");
};

const byExtension: ReadonlyMap<string, SettledRewrite["format"]> = new Map([
  ["yaml", "yaml"],
  ["yml", "yaml"],
  ["json", "json"],
  ["jsonc", "json"],
  ["toml", "toml"],
  ["ini", "ini"],
  ["cfg", "ini"],
  ["conf", "ini"],
  ["properties", "ini"],
]);
