import { join } from "node:path";
import type { Environment } from "../environments/types";
import { exists } from "../util/files";
import { inputFailure, machineFailure } from "../util/problem";
import { nearest } from "../util/text";
import { python } from "./python";
import type { Debugger, Language } from "./types";

const languages: Readonly<Record<string, Language>> = { python };

/** `folder` holds the debuggers that are shipped with us. */
export const findDebugger = async (
  language: string,
  environment: Environment,
  folder: string,
): Promise<Debugger> => {
  const known = languages[language];
  if (known === undefined) throw unknownLanguage(language);
  const version = environment.pythonVersion ?? "3";
  if (isOld(version)) throw tooOld(version);
  const dir = join(folder, "debugpy");
  if (!(await exists(join(dir, "debugpy")))) {
    throw machineFailure("no-debugger", `The Python debugger is not in ${dir}`, {
      hint: "Reinstall Backcompat; in a checkout of it, run npm run build.",
    });
  }
  return { language: known, dir };
};

const isOld = (version: string): boolean => {
  const [major = 3, minor = 0] = version.split(".").map(Number);
  return major < 3 || (major === 3 && version.includes(".") && minor < 8);
};

const unknownLanguage = (language: string): Error => {
  const near = nearest(language, Object.keys(languages));
  return inputFailure("unknown-language", `Services of the language “${language}” can't be debugged yet`, {
    hint: `Known: ${Object.keys(languages).join(", ")}${near ? `; did you mean ${near}?` : ""}. Without "debug" the service still runs.`,
  });
};

const tooOld = (version: string): Error =>
  machineFailure(
    "python-too-old-to-debug",
    `The bundled debugger needs Python 3.8, this side has ${version}`,
    {
      hint: "Run this service without debugger.",
    },
  );
