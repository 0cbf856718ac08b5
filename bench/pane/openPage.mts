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
): Promise<OpenPane> => {
  const server = await servePage(core);
  const { port } = server.address() as AddressInfo;
  const page = await browser.newPage({ viewport: { width: 1400, height: 900 } });
  const nothing = async (): Promise<void> => undefined;
  const of = {
    target: { emulation: "bench1", services: undefined },
    title: "bench",
    look: { wrap: false, folded: true },
  };
  const session = new core.PaneSession(view, of, {
    post: (message) => void page.evaluate(`hearEditor(${JSON.stringify(message)})`),
    ...{ open: nothing, copy: nothing, save: nothing, asText: nothing, merged: nothing },
    causes: async () => ({ lines: [], silent: [] }),
    failed: (error) => console.error(error),
  });
  await page.exposeFunction("tellEditor", (message: unknown) => session.hear(message));
  await page.addInitScript({ path: script });
  page.on("pageerror", (error) => console.error(error));
  await page.goto(`http://127.0.0.1:${port}/`);
  const close = async (): Promise<void> => {
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
