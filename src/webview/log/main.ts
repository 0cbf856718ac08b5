import { type FromPage, toPage } from "../../contract/logPane";
import { as } from "../../util/shape";
import { LogPane } from "./dom/pane";

declare const acquireVsCodeApi: () => {
  postMessage(message: unknown): void;
  getState(): unknown;
  setState(state: unknown): void;
};

const editor = acquireVsCodeApi();
const pane = new LogPane({
  tell: (message: FromPage) => editor.postMessage(message),
  state: () => editor.getState(),
  keep: (state) => editor.setState(state),
});
document.body.append(...pane.roots);
window.addEventListener("message", ({ data }) => {
  const message = as(toPage, data);
  if (message !== undefined) pane.hear(message);
});
pane.begin();
