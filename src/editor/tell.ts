import { window } from "vscode";
import { type Problem, placeText, problemOf } from "../util/problem";
import { sentence } from "../util/text";
import { reveal } from "./scenarioFile/reveal";

/** A problem as a notification; one that knows its place leads there. */
export const tell = async (folder: string, problem: Problem): Promise<void> => {
  const { message, place, hint = "" } = problem;
  const text = [sentence(place ? `${placeText(place)}: ${message}` : message), hint]
    .filter(Boolean)
    .join(" ");
  const show = place === undefined ? [] : ["Edit Scenario"];
  const pressed = await window.showErrorMessage(text, ...show);
  if (pressed !== undefined) await reveal(folder, problem);
};

/** What `work` gives, or undefined once its failure has been shown. */
export const toldOf = async <T>(folder: string, work: Promise<T>): Promise<T | undefined> => {
  try {
    return await work;
  } catch (error) {
    void tell(folder, problemOf(error));
    return undefined;
  }
};
