import { at, entriesOf } from "../../scenario/located";
import { readJson } from "../../scenario/readJson";

export interface ScenarioPlace {
  readonly name: string;
  /** From 0, as the editor counts. */
  readonly line: number;
}

/** Where each scenario of a text begins; none where the text is no JSON at the moment. */
export const scenarioPlaces = (text: string): readonly ScenarioPlace[] =>
  entriesOf(at(readJson(text, "").root, "scenarios")).map(({ key, place }) => ({
    name: key,
    line: place.line - 1,
  }));
