import type { Environment } from "../environments/types";
import type { ToolRun } from "../processes/types";
import type { DebugSpec } from "../scenario/settled";
import { inputFailure } from "../util/problem";
import { nearest } from "../util/text";
import { go } from "./go";
import { native } from "./native";
import { node } from "./node";
import { passThrough } from "./passThrough";
import { python } from "./python";
import type { Debugger, DebuggerWorld, Language } from "./types";

const languages: Readonly<Record<string, Language>> = { python, node, go, native };

/** The debugger for a service of this environment. */
export const findDebugger = async (
  spec: DebugSpec,
  environment: Environment,
  world: DebuggerWorld,
  run: ToolRun,
): Promise<Debugger> => languageOf(spec).find(environment, world, run);

const languageOf = ({ language, configuration }: DebugSpec): Language => {
  const known = Object.hasOwn(languages, language) ? languages[language] : undefined;
  if (known !== undefined) return known;
  if (configuration !== undefined) return passThrough(language);
  const near = nearest(language, Object.keys(languages));
  throw inputFailure(
    "unknown-language",
    `How to debug a service of the language “${language}” is not known`,
    {
      hint: `Known: ${Object.keys(languages).join(", ")}${near ? `; did you mean ${near}?` : ""}. For another extension's debug type, write how to attach to it as "configuration".`,
    },
  );
};
