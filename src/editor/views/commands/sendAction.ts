import { window } from "vscode";
import type { ActionResult } from "../../../checks/action";
import { isAsk } from "../../../emulation/act";
import type { SettledAction } from "../../../scenario/settled";
import { parseJson } from "../../../util/parseJson";
import type { Editor } from "../../context";
import { attempt } from "../attempt";
import type { ScenarioView } from "../scenario/scenarioView";
import type { Sent } from "../scenario/state";
import { theSubject } from "../subjects";
import { runningOf } from "./services";

/** Asks what the action asks, beginning with the last answers, and sends it. */
export const sendAction =
  (view: Pick<ScenarioView, "actionSent">) =>
  async (editor: Editor, argument: unknown): Promise<void> => {
    const subject = await theSubject(argument, "action", editor, "Send which action?");
    const emulation = subject && (await runningOf(editor, subject));
    const settled = subject && emulation?.plan.settled.actions[subject.action];
    if (subject === undefined || emulation === undefined || settled === undefined) return;
    const name = subject.action;
    const memory = `answers/${emulation.plan.settled.folder}/${emulation.plan.settled.name}/${name}`;
    const answers = await askAll(name, settled, editor.extension.workspaceState.get<Answers>(memory, {}));
    if (answers === undefined) return;
    await editor.extension.workspaceState.update(memory, answers);
    view.actionSent(emulation.id, name, { outcome: "sending…" });
    const result = await attempt(editor, `Sending ${name}`, (signal) =>
      emulation.act(name, valuesOf(answers, settled), signal),
    );
    view.actionSent(emulation.id, name, result === undefined ? { outcome: "failed" } : sentOf(result));
    if (result === undefined) return;
    editor.log.info(`${name}: ${outcomeText(result)}\n${result.text}`);
    await tell(editor, name, result);
  };

type Answers = Readonly<Record<string, string>>;

const askAll = async (
  action: string,
  { arguments: asked }: SettledAction,
  remembered: Answers,
): Promise<Answers | undefined> => {
  const answers: Record<string, string> = {};
  for (const [name, value] of Object.entries(asked)) {
    if (!isAsk(value)) continue;
    const answer = await window.showInputBox({
      title: action,
      prompt: value.ask,
      value: remembered[name] ?? textOf(value.default),
    });
    if (answer === undefined) return undefined;
    answers[name] = answer;
  }
  return answers;
};

const textOf = (value: unknown): string => {
  if (value === undefined) return "";
  return typeof value === "string" ? value : JSON.stringify(value);
};

/** What is JSON is taken as such, so that numbers and lists can be given; what starts as a text stays one. */
const valuesOf = (answers: Answers, { arguments: asked }: SettledAction): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(answers).map(([name, text]) => {
      const question = asked[name];
      const isText = isAsk(question) && typeof question.default === "string";
      return [name, isText ? text : (parseJson(text) ?? text)];
    }),
  );

const sentOf = (result: ActionResult): Sent => ({
  outcome: outcomeText(result),
  answer: result.text.slice(0, 1000),
});

const outcomeText = ({ status, seconds }: ActionResult): string =>
  `${status ?? "ended by a signal"} in ${seconds.toFixed(1)} s`;

/** What went well is said in passing: its row has the answer too. */
const tell = async (editor: Editor, name: string, result: ActionResult): Promise<void> => {
  const { status, text } = result;
  const line = text.trim().split(/\r?\n/)[0] ?? "";
  const words = `${name}: ${outcomeText(result)}${line === "" ? "" : ` · ${line.slice(0, 120)}`}`;
  if (status === 0 || (status !== undefined && status >= 200 && status < 400)) {
    window.setStatusBarMessage(words, 10_000);
    return;
  }
  if ((await window.showWarningMessage(words, "Show Answer")) !== undefined) editor.log.show();
};
