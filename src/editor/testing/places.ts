import { loadScenarios, problemLines } from "../../scenario/load";
import { problemOf } from "../../util/problem";

/** A scenario of a folder, whose cells are listed. */
export interface Place {
  readonly folder: string;
  readonly scenario: string;
}

/** The scenarios of a folder; or why they can't be told. Most folders have none, which is no error. */
export const placesIn = async (
  folder: string,
): Promise<{ readonly places: readonly Place[]; readonly why?: string }> => {
  try {
    const { names, problems } = await loadScenarios({ folder });
    const places = names.map((scenario) => ({ folder, scenario }));
    return names.length > 0 || problems.length === 0
      ? { places }
      : { places, why: problemLines(problems).join("\n") };
  } catch (error) {
    const { code, message } = problemOf(error);
    return code === "no-scenario-file" ? { places: [] } : { places: [], why: message };
  }
};

export const keyOf = ({ folder, scenario }: Place): string => `${folder}#${scenario}`;
