import { homedir } from "node:os";
import { posix, win32 } from "node:path";
import { isNullDevice } from "../../processes/places";
import { type Platform, thisPlatform } from "../../processes/platform";
import { exists, readIfThere } from "../../util/files";
import type { VersionsWorld } from "../world";
import { readIni } from "./ini";

export interface PipConfig {
  /** The index, then the extra ones; credentials may be in them. */
  readonly indexes: readonly string[];
  readonly caFile?: string;
  readonly proxy?: string;
}

type Place = Pick<VersionsWorld, "env" | "platform" | "home">;

/** As pip itself would find it: files from the weakest to the strongest, then the environment. */
export const pipConfig = async (place: Place): Promise<PipConfig> => {
  const values = new Map<string, string>();
  for (const file of await pipConfigFiles(place))
    for (const [key, value] of await valuesOf(file)) values.set(key, value);
  const value = (key: string): string | undefined =>
    place.env[`PIP_${key.toUpperCase().replaceAll("-", "_")}`] || values.get(key);
  const caFile = value("cert") ?? firstOf(place, ["REQUESTS_CA_BUNDLE", "CURL_CA_BUNDLE", "SSL_CERT_FILE"]);
  const proxy = value("proxy");
  return {
    indexes: indexesOf(value("index-url"), value("extra-index-url")),
    ...(caFile === undefined ? {} : { caFile }),
    ...(proxy === undefined ? {} : { proxy }),
  };
};

/** What holds for every command, then what holds for `pip install`. */
const valuesOf = async (file: string): Promise<readonly (readonly [string, string])[]> => {
  const ini = [...readIni((await readIfThere(file))?.toString("utf8") ?? "")];
  return ["global.", "install."].flatMap((section) =>
    ini
      .filter(([key, value]) => key.startsWith(section) && value !== "")
      .map(([key, value]) => [key.slice(section.length), value] as const),
  );
};

const indexesOf = (main: string | undefined, extra: string | undefined): readonly string[] => [
  ...new Set([main ?? "https://pypi.org/simple", ...(extra ?? "").split(/\s+/)].filter((url) => url !== "")),
];

const firstOf = ({ env }: Place, names: readonly string[]): string | undefined =>
  names.map((name) => env[name]).find((value) => value !== undefined && value !== "");

/** `PIP_CONFIG_FILE` stands in for the user's own file, and the null device for all of them. */
export const pipConfigFiles = async (place: Place): Promise<readonly string[]> => {
  const own = place.env["PIP_CONFIG_FILE"];
  if (own !== undefined && isNullDevice(own)) return [];
  const platform = place.platform ?? thisPlatform;
  const { machine, user, name } = foldersOf(platform, place.env, place.home ?? homedir());
  const join = platform === "win32" ? win32.join : posix.join;
  const replaced = own !== undefined && (await exists(own));
  const venv = place.env["VIRTUAL_ENV"];
  return [
    ...machine.map((folder) => join(folder, name)),
    ...(replaced ? [] : user.map((folder) => join(folder, name))),
    ...(venv ? [join(venv, name)] : []),
    ...(own === undefined ? [] : [own]),
  ];
};

interface Folders {
  readonly machine: readonly string[];
  readonly user: readonly string[];
  readonly name: string;
}

const foldersOf = (platform: Platform, env: Place["env"], home: string): Folders => {
  if (platform === "win32") {
    const { join } = win32;
    const data = env["APPDATA"] ?? join(home, "AppData", "Roaming");
    return {
      machine: [join(env["PROGRAMDATA"] ?? "C:\\ProgramData", "pip")],
      user: [join(home, "pip"), join(data, "pip")],
      name: "pip.ini",
    };
  }
  const { join } = posix;
  const config = join(env["XDG_CONFIG_HOME"] ?? join(home, ".config"), "pip");
  if (platform === "darwin")
    return {
      machine: ["/Library/Application Support/pip"],
      user: [join(home, ".pip"), config, join(home, "Library/Application Support/pip")],
      name: "pip.conf",
    };
  const shared = (env["XDG_CONFIG_DIRS"] || "/etc/xdg").split(":").map((folder) => join(folder, "pip"));
  return { machine: [...shared, "/etc"], user: [join(home, ".pip"), config], name: "pip.conf" };
};
