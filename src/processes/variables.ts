import { type Platform, thisPlatform } from "./platform";

/** Environment variables as the system compares them: Windows knows no case in their names. */
export type Variables = Readonly<Record<string, string | undefined>>;

export const variable = (
  env: Variables,
  name: string,
  platform: Platform = thisPlatform,
): string | undefined => env[nameIn(env, name, platform)];

/** Later ones count. Two spellings of one name side by side would leave it to chance which one a program sees. */
export const mergeVariables = (
  layers: readonly Variables[],
  platform: Platform = thisPlatform,
): Record<string, string> => {
  const merged = new Map<string, { readonly name: string; readonly value: string }>();
  for (const [name, value] of layers.flatMap((layer) => Object.entries(layer)))
    if (value !== undefined) merged.set(platform === "win32" ? name.toUpperCase() : name, { name, value });
  return Object.fromEntries([...merged.values()].map(({ name, value }) => [name, value]));
};

/** With these folders before all others of PATH. */
export const withFolders = (
  env: Variables,
  folders: readonly string[],
  platform: Platform = thisPlatform,
): Record<string, string> => {
  const path = [...folders, variable(env, "PATH", platform) ?? ""].filter((part) => part !== "");
  const spelled = nameIn(env, "PATH", platform);
  return mergeVariables(
    [env, path.length === 0 ? {} : { [spelled]: path.join(pathSeparator(platform)) }],
    platform,
  );
};

/** As this environment spells it; Windows has `Path` as often as not. */
export const nameIn = (env: Variables, name: string, platform: Platform = thisPlatform): string =>
  platform === "win32" && env[name] === undefined
    ? (Object.keys(env).find((other) => other.toUpperCase() === name.toUpperCase()) ?? name)
    : name;

export const pathSeparator = (platform: Platform = thisPlatform): string =>
  platform === "win32" ? ";" : ":";
