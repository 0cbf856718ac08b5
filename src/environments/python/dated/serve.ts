/** pip knows no date; so it gets an index that does: the user's own, on loopback, less what came later. */
import { randomBytes } from "node:crypto";
import { createServer, type Server, type ServerResponse } from "node:http";
import { nullDevice } from "../../../processes/places";
import { basicAuthorization, withoutUserinfo } from "../../../versions/http/credentials";
import { httpGet } from "../../../versions/http/get";
import { proxyFor } from "../../../versions/http/proxy";
import type { HttpAnswer, HttpGet } from "../../../versions/http/types";
import type { PipConfig } from "../../../versions/indexes/pipConfig";
import { datedPage } from "./page";

export interface DatedIndex {
  /** What pip has to be told, over the user's configuration. */
  readonly env: Readonly<Record<string, string>>;
  close(): Promise<void>;
}

export interface DatedIndexWorld {
  readonly config: PipConfig;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly signal: AbortSignal;
  readonly say: (text: string) => void;
  readonly get?: HttpGet;
}

export const serveDated = async (until: string, world: DatedIndexWorld): Promise<DatedIndex> => {
  // Other users of the machine can't guess it: the answers come with this user's rights on the index.
  const path = `/${randomBytes(16).toString("hex")}/simple/`;
  const server = createServer((request, response) => {
    const name = request.url?.startsWith(path) ? request.url.slice(path.length).replace(/\/$/, "") : "";
    if (!/^[\w.-]+$/.test(name)) return answer(response, 404, "");
    pageFor(name, until, world).then(
      (html) => answer(response, html === undefined ? 404 : 200, html ?? ""),
      (error: unknown) => {
        world.say(`${name}: ${error instanceof Error ? error.message : String(error)}`);
        answer(response, 502, "");
      },
    );
  });
  const port = await listen(server);
  return { env: environment(`http://127.0.0.1:${port}${path}`, world), close: () => close(server) };
};

/** The configuration files would add indexes that know no date; what else they hold is passed on. */
const environment = (url: string, { config, env }: DatedIndexWorld): Record<string, string> => {
  const direct = [env["NO_PROXY"] ?? env["no_proxy"], "127.0.0.1"].filter(Boolean).join(",");
  return {
    PIP_CONFIG_FILE: nullDevice(),
    PIP_INDEX_URL: url,
    PIP_EXTRA_INDEX_URL: "",
    PIP_PROXY: "",
    ...(config.caFile === undefined ? {} : { PIP_CERT: config.caFile }),
    ...(config.proxy === undefined ? {} : { HTTPS_PROXY: config.proxy, HTTP_PROXY: config.proxy }),
    NO_PROXY: direct,
    no_proxy: direct,
  };
};

const pageFor = async (name: string, until: string, world: DatedIndexWorld): Promise<string | undefined> => {
  const urls = world.config.indexes.map((index) => new URL(`${index.replace(/\/+$/, "")}/${name}/`));
  const answers = await Promise.all(urls.map(async (url) => ({ url, answer: await ask(url, world) })));
  const found = answers.filter(({ answer: { status } }) => status === 200);
  if (found.length === 0) {
    const refused = answers.find(({ answer: { status } }) => status !== 404 && status !== 410);
    if (refused) throw new Error(`${withoutUserinfo(refused.url)} answered ${refused.answer.status}`);
    return undefined;
  }
  const { html, undated } = datedPage(
    found.map(({ url, answer }) => ({ url, ...answer })),
    until,
  );
  if (undated)
    world.say(`${name}: the index doesn't tell when its files were uploaded, so the newest are taken`);
  return html;
};

const accept = "application/vnd.pypi.simple.v1+json, text/html;q=0.1";

const ask = async (
  url: URL,
  { config, env, signal, get = httpGet }: DatedIndexWorld,
): Promise<HttpAnswer> => {
  const authorization = basicAuthorization(url);
  const proxy = proxyFor(url, env, config.proxy);
  return get(withoutUserinfo(url), {
    headers: { accept, ...(authorization ? { authorization } : {}) },
    signal,
    ...(config.caFile === undefined ? {} : { caFile: config.caFile }),
    ...(proxy === undefined ? {} : { proxy }),
  });
};

const answer = (response: ServerResponse, status: number, html: string): void => {
  response.writeHead(status, { "content-type": "text/html; charset=utf-8" }).end(html);
};

const listen = (server: Server): Promise<number> =>
  new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen({ port: 0, host: "127.0.0.1" }, () => {
      const address = server.address();
      resolve(typeof address === "object" && address ? address.port : 0);
    });
  });

const close = (server: Server): Promise<void> =>
  new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
