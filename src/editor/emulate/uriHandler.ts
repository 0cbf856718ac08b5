import { debug, type UriHandler, window } from "vscode";
import { chooseFolder } from "../folders";
import { trusted } from "../trust";
import { plainLaunch } from "./launchConfiguration";
import { linkQuestion, parseLink } from "./link";

const yes = "Emulate";

/** Links run programs of the folder: a person agrees first, and the folder is trusted. */
export const uriHandler: UriHandler = {
  handleUri: async ({ path, query }) => {
    const link = parseLink(path, query);
    if (!link.ok) {
      void window.showErrorMessage([link.error.message, link.error.hint].filter(Boolean).join(". "));
      return;
    }
    if (!trusted()) return;
    const folder = await chooseFolder();
    if (folder === undefined) return;
    const { scenario, versions, swap } = link.value;
    const detail = "It runs the programs that the folder's scenario names.";
    const question = linkQuestion(link.value, folder.uri.fsPath);
    if ((await window.showWarningMessage(question, { modal: true, detail }, yes)) !== yes) return;
    const named = scenario === undefined ? {} : { scenario };
    await debug.startDebugging(folder, { ...plainLaunch, ...named, versions, swap });
  },
};
