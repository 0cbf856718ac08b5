/** The scenario files of a folder, found, read and laid over each other. */
import { join, relative } from "node:path";
import { pathInside, readIfThere } from "../util/files";
import { inputFailure, type Problem, placeText } from "../util/problem";
import { localFile, scenarioFile } from "./fileNames";
import { type Parsed, parseScenarioFiles, type Scenario, type ScenarioText } from "./parse";
import { suggestion } from "./suggestion";

export interface LoadFrom {
  /** The workspace folder. */
  readonly folder: string;
  /** Another scenario file than the folder's own. */
  readonly file?: string | undefined;
  /** The user's own scenarios, for folders that have no file or one that isn't theirs. */
  readonly userFile?: string | undefined;
}

export interface Loaded extends Parsed {
  readonly folder: string;
  /** The file that scenarios are added to; it may not be there where the user has their own. */
  readonly file: string;
  /** All that were read, lowest first. */
  readonly files: readonly string[];
}

export const loadScenarios = async ({ folder, file, userFile }: LoadFrom): Promise<Loaded> => {
  const main = file ?? join(folder, scenarioFile);
  const local = file === undefined ? join(folder, localFile) : overlayOf(file);
  const candidates = [userFile, main, local].filter((path) => path !== undefined);
  const read = await Promise.all(candidates.map((path) => readText(path, folder)));
  const texts = read.filter((text) => text !== undefined);
  if (texts.length === 0 || (file !== undefined && read[candidates.indexOf(file)] === undefined))
    throw inputFailure("no-scenario-file", `There is no scenario file ${shown(main, folder)}`, {
      hint: "Write one from what is in the folder with 'backcompat init'.",
    });
  return { ...parseScenarioFiles(texts), folder, file: main, files: texts.map((text) => text.file) };
};

/** By name; without one, the only one there is. */
export const pickScenario = (loaded: Loaded, name?: string | undefined): Scenario => {
  const { scenarios, names } = loaded;
  const wanted = name ?? (names.length === 1 ? names[0] : undefined);
  if (wanted === undefined)
    throw inputFailure("which-scenario", "There are several scenarios, and none was named", {
      hint: `Name one of: ${names.join(", ")}.`,
    });
  const scenario = Object.hasOwn(scenarios, wanted) ? scenarios[wanted] : undefined;
  if (scenario) return scenario;
  if (!names.includes(wanted))
    throw inputFailure("unknown-scenario", `There is no scenario "${wanted}"`, {
      hint: suggestion(wanted, names),
    });
  throw inputFailure("bad-scenario", `The scenario "${wanted}" has mistakes`, {
    hint: "Mend them; 'backcompat validate' lists them all.",
    lines: problemLines(loaded.problems),
  });
};

/** `file:line:column: message`, as editors and terminals link it. */
export const problemLines = (problems: readonly Problem[]): readonly string[] =>
  problems.map(({ place, message, hint }) => {
    const where = place ? `${placeText(place)}: ` : "";
    return `${where}${message}${hint ? ` (${hint})` : ""}`;
  });

const overlayOf = (file: string): string | undefined =>
  file.endsWith(".json") && !file.endsWith(".local.json")
    ? file.replace(/\.json$/, ".local.json")
    : undefined;

const readText = async (path: string, folder: string): Promise<ScenarioText | undefined> => {
  const content = await readIfThere(path);
  return content === undefined ? undefined : { text: decoded(content), file: shown(path, folder) };
};

/** Windows PowerShell writes UTF-16 by default. */
const decoded = (content: Buffer): string =>
  content[0] === 0xff && content[1] === 0xfe ? content.toString("utf16le") : content.toString("utf8");

/** As the person in that folder would call it; forward slashes everywhere, so that outputs compare. */
const shown = (path: string, folder: string): string => {
  return path !== folder && pathInside(folder, path) ? relative(folder, path).replaceAll("\\", "/") : path;
};
