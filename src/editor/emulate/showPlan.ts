import { window } from "vscode";
import { z } from "zod";
import { planText } from "../../emulation/planText";
import { prepare } from "../../emulation/prepare";
import { versionsWorld } from "../../emulation/versionsWorld";
import { problemOf } from "../../util/problem";
import type { Editor } from "../context";
import { chooseFolder } from "../folders";
import { tell } from "../tell";
import { trusted } from "../trust";
import { releasesOf } from "./launchConfiguration";
import { planDocument } from "./planDocuments";
import { lastChoice } from "./remembered";

const given = z.object({ folder: z.string().optional(), scenario: z.string().optional() });

/** What Emulate Again would do, step by step; nothing on the machine changes. */
export const showPlan = async (editor: Editor, argument?: unknown): Promise<void> => {
  if (!trusted()) return;
  const named = given.safeParse(argument).data ?? {};
  const folder = named.folder ?? (await chooseFolder())?.uri.fsPath;
  if (folder === undefined) return;
  const last = lastChoice(editor.extension, folder, named.scenario);
  const { versions = {}, swap = false } = last ?? {};
  const choice = { folder, scenario: named.scenario ?? last?.scenario, versions, swap };
  const stop = new AbortController();
  try {
    const { plan } = await prepare(choice, versionsWorld(folder, process.env), stop.signal);
    const names = [plan.settled.name, ...releasesOf(last?.versions ?? {})].join(" ");
    await window.showTextDocument(planDocument(`Plan of ${names}`, planText(plan, process.env)), {
      preview: true,
    });
  } catch (error) {
    await tell(folder, problemOf(error));
  }
};
