import { thisPlatform } from "../../processes/platform";
import { findExecutable } from "../../processes/which";
import { inputFailure, machineFailure } from "../../util/problem";
import type { Ask } from "../store/answers";
import type { EnvironmentWorld } from "../world";
import { type Candidate, inVersionFolder, pythonCandidates } from "./candidates";
import { type Asking, type Interpreter, interpreterAsker } from "./probe";
import { wantedPython } from "./wanted";

/** The most preferred interpreter of the version that is wanted. */
export const findPython = async (
  wanted: string | undefined,
  run: Asking,
  world: EnvironmentWorld,
): Promise<Interpreter> => {
  const fits = wantedPython(wanted);
  const ask = await interpreterAsker(run, world);
  const others: Interpreter[] = [];
  for await (const candidate of allCandidates(run, world)) {
    if (!mayFit(candidate, fits)) continue;
    const interpreter = await ask(candidate.path);
    if (interpreter === undefined) continue;
    if (fits(interpreter.version) && interpreter.implementation === "cpython") return interpreter;
    others.push(interpreter);
  }
  const other = others.find(({ version }) => fits(version));
  if (other) return other;
  throw noInterpreter(wanted, await listPythons(run, world, ask));
};

/** The interpreter that `existing` names: a file, a folder, or a name on PATH. */
export const existingPython = async (
  path: string,
  run: Asking,
  world: EnvironmentWorld,
): Promise<Interpreter> => {
  const ask = await interpreterAsker(run, world);
  const named = /[\\/]/.test(path) ? undefined : findExecutable(path, world.env);
  for await (const candidate of inVersionFolder(named ?? path, undefined)) {
    const interpreter = await ask(candidate.path);
    if (interpreter) return interpreter;
    throw machineFailure("broken-interpreter", `${candidate.path} does not run as a Python interpreter`, {
      hint: "Try it in a terminal; a venv has to be made anew when its base interpreter is gone.",
    });
  }
  throw inputFailure(
    "no-existing-python",
    `There is no Python interpreter or virtual environment at ${path}`,
    {
      hint: "Correct `existing`, or leave it out to have an environment built.",
    },
  );
};

/** Everything that runs, each once. */
export const listPythons = async (
  run: Asking,
  world: EnvironmentWorld,
  asker?: Ask<Interpreter>,
): Promise<Interpreter[]> => {
  const ask = asker ?? (await interpreterAsker(run, world));
  const found = new Map<string, Interpreter>();
  for await (const { path } of allCandidates(run, world)) {
    const interpreter = await ask(path);
    if (!interpreter) continue;
    const same = `${interpreter.prefix} ${interpreter.version}`;
    if (!found.has(same)) found.set(same, interpreter);
  }
  return [...found.values()];
};

/** The launcher of Windows is asked last, as it has to be run. */
async function* allCandidates(run: Asking, world: EnvironmentWorld): AsyncGenerator<Candidate> {
  yield* pythonCandidates(world);
  if (thisPlatform !== "win32" || findExecutable("py", world.env) === undefined) return;
  for (const path of await world.run(
    { tool: "py", args: ["-0p"], accept: [0, 1, 103], parse: pathsOfLauncher },
    run,
  ))
    yield { path, hint: undefined };
}

/** ` -V:3.11 *        C:\Python311\python.exe` */
export const pathsOfLauncher = ({ stdout }: { readonly stdout: string }): string[] =>
  [...stdout.matchAll(/^\s*-\S+[\s*]+(\S.*\.exe)\s*$/gim)].map((match) => match[1] ?? "");

/** A name that says too little is no reason to leave it out. */
const mayFit = ({ hint }: Candidate, fits: (version: string) => boolean): boolean =>
  hint === undefined || hint.split(".").length < 3 || fits(hint);

const noInterpreter = (wanted: string | undefined, there: readonly Interpreter[]): Error => {
  const text = wanted ?? "3";
  const plain = /\d+(\.\d+)+/.exec(text)?.[0] ?? "3.12";
  return machineFailure("no-interpreter", `No Python ${text} is on this machine`, {
    lines:
      there.length === 0
        ? ["no Python interpreter was found at all"]
        : there.map(({ version, path }) => `there is ${version}: ${path}`),
    hint: `Get it with \`uv python install ${plain}\`, \`pyenv install ${plain}\`${systemWay(plain)}, or name an interpreter as \`existing\`.`,
  });
};

const systemWay = (version: string): string => {
  const minor = version.split(".").slice(0, 2).join(".");
  if (thisPlatform === "win32") return `, \`winget install Python.Python.${minor}\``;
  if (thisPlatform === "darwin") return `, \`brew install python@${minor}\``;
  return `, the system's packages (\`sudo apt install python${minor} python${minor}-venv\`)`;
};
