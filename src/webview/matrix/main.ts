import { type FromMatrixPage, matrixPaneState, toMatrixPage } from "../../contract/matrixPane";
import { as } from "../../util/shape";
import { MatrixPage } from "./dom/page";

declare const acquireVsCodeApi: () => {
  postMessage(message: unknown): void;
  getState(): unknown;
  setState(state: unknown): void;
};

const editor = acquireVsCodeApi();
const page = new MatrixPage({
  tell: (message: FromMatrixPage) => editor.postMessage(message),
  state: as(matrixPaneState, editor.getState()),
  keep: (state) => editor.setState(state),
});
document.body.append(...page.roots);
window.addEventListener("message", ({ data }) => {
  const message = as(toMatrixPage, data);
  if (message !== undefined) page.hear(message);
});
page.begin();
