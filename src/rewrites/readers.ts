import { readEnv } from "./env";
import { readIni } from "./ini";
import { readJson } from "./json";
import { readToml } from "./toml";
import type { Format, Reader } from "./types";
import { readYaml } from "./yaml";

export const readers = {
  yaml: readYaml,
  json: readJson,
  toml: readToml,
  ini: readIni,
  env: readEnv,
} as const satisfies Record<Exclude<Format, "regex">, Reader>;
