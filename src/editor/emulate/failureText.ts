import { exits, type Problem, placeText } from "../../util/problem";
import { sentence } from "../../util/text";

export interface LaunchFailure {
  readonly problem: Problem;
  /** Undefined where it never came to a step. */
  readonly step: string | undefined;
  readonly emulation: string | undefined;
  readonly folder: string;
}

export const failureButtons = {
  log: "Show Log",
  retry: "Retry",
  edit: "Edit Scenario",
  clean: "Clean Up",
} as const;

export type FailureButton = (typeof failureButtons)[keyof typeof failureButtons];

/** Which step, why, what to do now: one notification has room for no more. */
export const failureText = ({ problem, step }: Pick<LaunchFailure, "problem" | "step">): string => {
  const { message, hint, place } = problem;
  const why = sentence(place === undefined ? message : `${placeText(place)}: ${message}`);
  return [step === undefined ? "" : `${step} failed.`, why, lastWords(problem), firstSentence(hint ?? "")]
    .filter((part) => part !== "")
    .join(" ");
};

/** What a person can do about it: a scenario at fault is edited, what never began needs no cleaning. */
export const buttonsFor = ({ problem, emulation }: LaunchFailure): readonly FailureButton[] => {
  const { log, retry, edit, clean } = failureButtons;
  const scenarioAtFault = problem.exit === exits.input && problem.code !== "no-scenario-file";
  return [...(scenarioAtFault ? [edit] : []), log, retry, ...(emulation === undefined ? [] : [clean])];
};

/** The line that says most is mostly the last one that is no stack frame. */
const lastWords = ({ lines, message }: Problem): string => {
  const last = lines?.findLast((line) => /^\S/.test(line) && !/^(at |File |Traceback)/.test(line));
  return last === undefined || message.includes(last) ? "" : sentence(shortened(withoutFolders(last.trim())));
};

/** Programs name themselves and their files in full: the log has the rest. */
const withoutFolders = (text: string): string =>
  text.replaceAll(/(?:[\w.@~+-]*[\\/]){3,}(?=[^\\/\s])/g, "…/");

/** What follows it is mostly a command to try, which nobody can copy from a notification. */
const firstSentence = (text: string): string => text.split(/(?<=[.!?])\s+(?=[A-Z])/)[0] ?? "";

const shortened = (text: string): string => (text.length > 200 ? `${text.slice(0, 199)}…` : text);
