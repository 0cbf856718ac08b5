import { isAbsolute, join } from "node:path";
import { type Loaded, loadScenarios } from "../../../scenario/load";
import { canSwap } from "../../../scenario/outlook";
import { type Problem, problemOf } from "../../../util/problem";
import type { FolderState } from "./state";

export interface Folder {
  readonly path: string;
  readonly name: string;
}

/** What a folder's scenario files say now; a folder without one is no error. */
export const folderState = async ({ path, name }: Folder): Promise<FolderState> => {
  try {
    const loaded = await loadScenarios({ folder: path });
    return {
      path,
      name,
      scenarios: scenariosOf(loaded, path),
      problems: loaded.problems.map((problem) => placed(problem, path)),
    };
  } catch (error) {
    const problem = problemOf(error);
    const problems = problem.code === "no-scenario-file" ? [] : [placed(problem, path)];
    return { path, name, scenarios: [], problems };
  }
};

const scenariosOf = ({ scenarios }: Loaded, folder: string): FolderState["scenarios"] =>
  Object.values(scenarios).map((scenario) => ({
    name: scenario.name,
    title: scenario.title,
    place: { ...scenario.place, file: whole(scenario.place.file, folder) },
    swappable: canSwap(scenario),
  }));

const placed = (problem: Problem, folder: string): Problem =>
  problem.place === undefined
    ? problem
    : { ...problem, place: { ...problem.place, file: whole(problem.place.file, folder) } };

const whole = (file: string, folder: string): string => (isAbsolute(file) ? file : join(folder, file));
