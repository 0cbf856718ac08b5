import { homedir } from "node:os";
import { join } from "node:path";
import { type Variables, variable } from "../processes/variables";
import { exists, namesIn, readIfThere } from "../util/files";
import { parseJson } from "../util/parseJson";
import { inputFailure, type Problem } from "../util/problem";
import { as, fields, flag, optional, recordOf, text } from "../util/shape";
import { nearest } from "../util/text";
import { type EngineHost, parseHost, type TlsFiles } from "./host";

/** What Docker's own command line keeps about engines: contexts by name, and which of them is in use. */
export interface DockerContexts {
  readonly hosts: ReadonlyMap<string, EngineHost>;
  /** Undefined where none was chosen. */
  readonly chosen: string | undefined;
}

export const readContexts = async (env: Variables, home = homedir()): Promise<DockerContexts> => {
  const folder = variable(env, "DOCKER_CONFIG") ?? join(home, ".docker");
  const ids = await namesIn(join(folder, "contexts", "meta"));
  const found = await Promise.all(ids.map((id) => readContext(folder, id)));
  const config = as(configured, await readJson(join(folder, "config.json")));
  const chosen = variable(env, "DOCKER_CONTEXT") || config?.currentContext || "default";
  return {
    hosts: new Map(found.filter((one) => one !== undefined)),
    chosen: chosen === "default" ? undefined : chosen,
  };
};

export const contextMissing = (name: string, { hosts }: DockerContexts): Problem => {
  const near = nearest(name, hosts.keys());
  const known = hosts.size === 0 ? "there are none" : `there are ${[...hosts.keys()].join(", ")}`;
  return inputFailure("no-context", `There is no Docker context '${name}'`, {
    hint: `${near ? `Did you mean '${near}'? ` : ""}\`docker context ls\` shows them (${known}); \`docker context create\` makes one.`,
  }).problem;
};

/** The files of `DOCKER_CERT_PATH`, and of a context. */
export const tlsIn = async (folder: string, verify: boolean): Promise<TlsFiles | undefined> =>
  (await exists(join(folder, "ca.pem"))) || (await exists(join(folder, "cert.pem")))
    ? { ca: join(folder, "ca.pem"), cert: join(folder, "cert.pem"), key: join(folder, "key.pem"), verify }
    : undefined;

const configured = fields({ currentContext: optional(text) });

const described = fields({
  Name: text,
  Endpoints: recordOf(fields({ Host: optional(text), SkipTLSVerify: optional(flag) })),
});

const readContext = async (
  folder: string,
  id: string,
): Promise<readonly [string, EngineHost] | undefined> => {
  const context = as(described, await readJson(join(folder, "contexts", "meta", id, "meta.json")));
  const endpoint = context?.Endpoints["docker"];
  if (context === undefined || !endpoint?.Host) return undefined;
  const tls = await tlsIn(join(folder, "contexts", "tls", id, "docker"), endpoint.SkipTLSVerify !== true);
  return [context.Name, parseHost(endpoint.Host, tls)];
};

const readJson = async (file: string): Promise<unknown> =>
  parseJson((await readIfThere(file))?.toString("utf8") ?? "");
