import { inputFailure } from "../util/problem";
import type { Options, VerbArgs } from "./verb";

/** Options that several verbs share, with their words. */
export const jsonOption = { json: { type: "boolean" } } as const satisfies Options;

export const scenarioOptions = {
  ...jsonOption,
  with: { type: "string", multiple: true },
  swap: { type: "boolean" },
  file: { type: "string" },
} as const satisfies Options;

export const explainJson = { json: "print the result as one JSON document" };

export const explainScenario = {
  ...explainJson,
  with: "AXIS=VERSION: choose a version; may be given for each axis",
  swap: "exchange the sources of the two sides that the scenario names",
  file: "the scenario file, instead of .vscode/backcompat.json of this folder",
};

/** `--with release=1.2.0 --with host=workspace`. */
export const chosenVersions = (args: VerbArgs): Record<string, string> =>
  Object.fromEntries(
    args.texts("with").map((text) => {
      const [axis, ...rest] = text.split("=");
      const version = rest.join("=");
      if (axis && version) return [axis.trim(), version.trim()];
      throw inputFailure("bad-with", `--with ${text} is not AXIS=VERSION`, {
        hint: "For example --with release=1.2.0",
      });
    }),
  );
