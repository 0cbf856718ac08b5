import { readFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import type { Browser, Page } from "playwright-core";
import { root } from "../orphans/place.mts";
import type { Core } from "./loadCore.mts";

export interface OpenPane {
  readonly page: Page;
  readonly close: () => Promise<void>;
}

type View = Awaited<ReturnType<typeof Core.openLogs>>;

/** The page as the extension packs it, with its own policy, before the editor's half of the pane. */
export const openPane = async (
  core: typeof Core,
  browser: Browser,
  view: View,
  script: string,
  heard: (what: string, ...about: readonly unknown[]) => void = () => undefined,
): Promise<OpenPane> => {
  const server = await servePage(core);
  const { port } = server.address() as AddressInfo;
  const page = await browser.newPage({ viewport: { width: 1400, height: 900 } });
  const hear =
    (what: string) =>
    async (...about: readonly unknown[]): Promise<void> =>
      heard(what, ...about.filter((one) => one !== view));
  const of = {
    target: { emulation: "bench1", services: undefined },
    title: "bench",
    look: { wrap: false, folded: true },
  };
  let closing = false;
  const session = new core.PaneSession(view, of, {
    post: (message) => {
      const hearing = page.evaluate(`hearEditor(${JSON.stringify(message)})`);
      hearing.catch((error: unknown) => {
        if (!closing) throw error;
      });
    },
    ...{ open: hear("open"), copy: hear("copy"), save: hear("save"), asText: hear("asText") },
    merged: hear("merged"),
    causes: async () => ({ lines: [], silent: [] }),
    failed: (error) => console.error(error),
  });
  await page.exposeFunction("tellEditor", (message: unknown) => session.hear(message));
  await page.addInitScript({ path: script });
  page.on("pageerror", (error) => console.error(error));
  await page.goto(`http://127.0.0.1:${port}/`);
  const close = async (): Promise<void> => {
    closing = true;
    session.dispose();
    await page.close();
    server.close();
  };
  return { page, close };
};

const servePage = async (core: typeof Core): Promise<Server> => {
  const files: Readonly<Record<string, readonly [file: string, type: string]>> = {
    "/log.js": ["dist/webview/log.js", "text/javascript"],
    "/log.css": ["media/log.css", "text/css"],
  };
  const html = core.pageOf({
    script: "/log.js",
    style: "/log.css",
    source: "'self'",
    nonce: "bench",
    title: "bench",
  });
  const server = createServer(({ url = "/" }, response) => {
    const [file, type] = files[url] ?? [undefined, "text/html"];
    response.setHeader("content-type", `${type}; charset=utf-8`);
    response.end(file === undefined ? html : readFileSync(join(root, file)));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return server;
};
