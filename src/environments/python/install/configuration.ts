/** One configuration for both installers: what the user told pip holds for uv too, unless uv was told otherwise. */
import { homedir } from "node:os";
import { join } from "node:path";
import { readIfThere } from "../../../util/files";
import { type PipConfig, pipConfig } from "../../../versions/indexes/pipConfig";
import type { EnvironmentWorld } from "../../world";

type Variables = Readonly<Record<string, string>>;

export const readPipConfig = ({ env, home }: EnvironmentWorld): Promise<PipConfig> =>
  pipConfig({ env, ...(home === undefined ? {} : { home }) });

export const uvConfiguration = async (world: EnvironmentWorld): Promise<Variables> => {
  const { indexes, caFile, proxy } = await readPipConfig(world);
  const { env } = world;
  const own = uvIndexVariables.some((name) => env[name]) || (await namesIndex(world));
  const [main, ...extra] = indexes;
  return {
    ...(own || main === undefined || main === defaultIndex ? {} : { UV_DEFAULT_INDEX: main }),
    ...(own || extra.length === 0 ? {} : { UV_INDEX: extra.join(" ") }),
    ...(caFile === undefined || env["SSL_CERT_FILE"] ? {} : { SSL_CERT_FILE: caFile }),
    ...(proxy === undefined || env["HTTPS_PROXY"] || env["https_proxy"] ? {} : { HTTPS_PROXY: proxy }),
  };
};

const defaultIndex = "https://pypi.org/simple";

const uvIndexVariables = [
  "UV_DEFAULT_INDEX",
  "UV_INDEX",
  "UV_INDEX_URL",
  "UV_EXTRA_INDEX_URL",
  "UV_CONFIG_FILE",
];

const namesIndex = async ({ env, home = homedir() }: EnvironmentWorld): Promise<boolean> => {
  const roaming = env["APPDATA"] ?? join(home, "AppData", "Roaming");
  const files = [
    join(env["XDG_CONFIG_HOME"] ?? join(home, ".config"), "uv", "uv.toml"),
    join(roaming, "uv", "uv.toml"),
    "/etc/uv/uv.toml",
  ];
  const texts = await Promise.all(files.map(readIfThere));
  return texts.some(
    (text) => text !== undefined && /^\s*(?:index-url|\[\[index\]\])/m.test(text.toString("utf8")),
  );
};

/** pip's own settings stay, but those that put packages elsewhere than into the environment. */
export const pipEnvironment: Variables = {
  PIP_USER: "0",
  PIP_REQUIRE_VIRTUALENV: "0",
  PIP_DISABLE_PIP_VERSION_CHECK: "1",
  PIP_NO_INPUT: "1",
  PIP_PROGRESS_BAR: "off",
};
