import { homedir } from "node:os";
import { posix, win32 } from "node:path";
import { type Platform, thisPlatform } from "../../processes/platform";
import { readIfThere } from "../../util/files";
import type { VersionsWorld } from "../world";

export interface NpmConfig {
  readonly registryFor: (name: string) => string;
  /** The `authorization` header for a URL, from the longest `//host/path/` that it lies under. */
  readonly authorizationFor: (url: URL) => string | undefined;
  readonly caFile?: string;
  readonly proxy?: string;
}

type Place = Pick<VersionsWorld, "env" | "platform" | "home" | "workspaceFolder">;
type Values = ReadonlyMap<string, string>;

/** As npm itself would read it: global, user and project file, then the environment. */
export const npmConfig = async (place: Place): Promise<NpmConfig> => {
  const fromEnvironment = environmentValues(place.env);
  const values = new Map<string, string>();
  for (const file of npmConfigFiles(place, fromEnvironment)) {
    const text = (await readIfThere(file))?.toString("utf8");
    if (text !== undefined) for (const [key, value] of readNpmrc(text, place.env)) values.set(key, value);
  }
  for (const [key, value] of fromEnvironment) values.set(key, value);
  const caFile = values.get("cafile");
  const proxy = values.get("https-proxy") ?? values.get("proxy");
  return {
    registryFor: (name) => registryOf(name, values),
    authorizationFor: (url) => authorizationOf(url, values),
    ...(caFile ? { caFile } : {}),
    ...(proxy && proxy !== "null" ? { proxy } : {}),
  };
};

export const readNpmrc = (text: string, env: Place["env"]): ReadonlyMap<string, string> => {
  const values = new Map<string, string>();
  for (const line of text.replace(/^\uFEFF/, "").split(/\r?\n/)) {
    const match = /^\s*([^#;=\s][^=]*?)\s*=\s*(.*?)\s*$/.exec(line);
    if (match?.[1] === undefined) continue;
    const value = (match[2] ?? "").replace(/^(["'])(.*)\1$/, "$2");
    // An unset variable stays as it is written, as npm has it.
    const expanded = value.replace(/\$\{(\w+)\}/g, (whole, name: string) => env[name] ?? whole);
    if (expanded !== "") values.set(match[1], expanded);
  }
  return values;
};

const environmentValues = (env: Place["env"]): Values =>
  new Map(
    Object.entries(env).flatMap(([name, value]) => {
      const key = /^npm_config_(.+)$/i.exec(name)?.[1];
      if (key === undefined || !value) return [];
      return [[/^(@|\/\/)/.test(key) ? key : key.toLowerCase().replaceAll("_", "-"), value]];
    }),
  );

const npmConfigFiles = (place: Place, fromEnvironment: Values): readonly string[] => {
  const platform = place.platform ?? thisPlatform;
  const { join } = platform === "win32" ? win32 : posix;
  const prefix = fromEnvironment.get("prefix");
  const own = fromEnvironment.get("globalconfig");
  const machine = prefix ? [join(prefix, "etc", "npmrc")] : machineFiles(platform, place.env);
  return [
    ...(own ? [own] : machine),
    fromEnvironment.get("userconfig") ?? join(place.home ?? homedir(), ".npmrc"),
    join(place.workspaceFolder, ".npmrc"),
  ];
};

const machineFiles = (platform: Platform, env: Place["env"]): readonly string[] => {
  if (platform !== "win32") return ["/usr/etc/npmrc", "/usr/local/etc/npmrc"];
  return env["APPDATA"] ? [win32.join(env["APPDATA"], "npm", "etc", "npmrc")] : [];
};

const registryOf = (name: string, values: Values): string => {
  const scope = /^(@[^/]+)\//.exec(name)?.[1];
  const scoped = scope === undefined ? undefined : values.get(`${scope}:registry`);
  return scoped ?? values.get("registry") ?? "https://registry.npmjs.org/";
};

const authorizationOf = (url: URL, values: Values): string | undefined => {
  const parts = url.pathname.split("/").filter((part) => part !== "");
  for (let length = parts.length; length >= 0; length--) {
    const path = parts.slice(0, length).join("/");
    const found = credentialsUnder(`//${url.host}/${path}${path === "" ? "" : "/"}`, values);
    if (found !== undefined) return found;
  }
  return undefined;
};

const credentialsUnder = (place: string, values: Values): string | undefined => {
  const token = values.get(`${place}:_authToken`);
  if (token) return `Bearer ${token}`;
  const basic = values.get(`${place}:_auth`);
  if (basic) return `Basic ${basic}`;
  const [user, password] = [values.get(`${place}:username`), values.get(`${place}:_password`)];
  if (!user || !password) return undefined;
  const plain = Buffer.from(password, "base64").toString("utf8");
  return `Basic ${Buffer.from(`${user}:${plain}`).toString("base64")}`;
};
