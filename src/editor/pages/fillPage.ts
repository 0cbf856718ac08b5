import { randomBytes } from "node:crypto";
import { join } from "node:path";
import { Uri, type Webview } from "vscode";
import type { Editor } from "../context";
import { pageOf } from "./page";

/** Puts one of our pages, its script and its style, into a webview: `log` or `matrix`. */
export const fillPage = (
  webview: Webview,
  name: "log" | "matrix",
  title: string,
  { dist, extension }: Editor,
): void => {
  const media = Uri.joinPath(extension.extensionUri, "media");
  const pages = Uri.file(join(dist, "webview"));
  webview.options = { enableScripts: true, localResourceRoots: [media, pages] };
  webview.html = pageOf({
    script: webview.asWebviewUri(Uri.joinPath(pages, `${name}.js`)).toString(),
    style: webview.asWebviewUri(Uri.joinPath(media, `${name}.css`)).toString(),
    source: webview.cspSource,
    nonce: randomBytes(16).toString("base64url"),
    title,
  });
};
