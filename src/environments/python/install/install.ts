import { promises as fs } from "node:fs";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { Failure, machineFailure } from "../../../util/problem";
import { step } from "../../store/step";
import type { Built } from "../../store/useOrBuild";
import type { Interpreter } from "../probe";
import { binFolder, inVenv, makeVenv, pythonIn, sitePackages } from "../venv";
import { besideSources } from "./besideSources";
import { pipEnvironment, readPipConfig, uvConfiguration } from "./configuration";
import { keepMetadata } from "./eggLinks";
import type { Job } from "./job";
import { installLines, wordsOf } from "./lines";
import { filesOfPackage, installedPackages } from "./packages";
import { datedSetuptools, makeOldVenv, pipInstall } from "./pip";
import { mendShebangs } from "./shebangs";
import { findUv, type Installing, relaxedBounds, uvBounds, uvInstall, wantsNewerSetuptools } from "./uv";

export const installPackages = async (job: Job): Promise<Built> => {
  const { request, interpreter, folder } = job;
  const venv = join(folder, "venv");
  const site = sitePackages(venv, interpreter.version);
  const needs = await besideSources(job, async () => {
    await installInto(venv, job);
    await keepMetadata(site);
    await mendShebangs(binFolder(venv));
  });
  const environment = inVenv(folder, venv, interpreter);
  const { source } = request;
  return {
    environment: {
      ...environment,
      ...(source.kind === "pypi" ? { packages: await filesOfPackage(site, source.name) } : {}),
    },
    packages: await installedPackages(site),
    needs,
  };
};

const installInto = async (venv: string, job: Job): Promise<void> => {
  const { interpreter, building, world } = job;
  const old = isOld(interpreter);
  const uv = old ? undefined : await findUv(world, building);
  if (old) await step(makeOldVenv(await job.oldVirtualenv(), interpreter.path, venv), building);
  else await makeNewVenv(interpreter, venv, uv === undefined, job);
  const installing = await prepare(venv, job);
  await (uv === undefined ? withPip(installing, job) : withUv(uv, installing, job));
};

/** Beyond what uv and present pips serve. */
const isOld = ({ version }: Interpreter): boolean => {
  const [major = 0, minor = 0] = version.split(".").map(Number);
  return major < 3 || (major === 3 && minor < 7);
};

const makeNewVenv = async (interpreter: Interpreter, venv: string, pip: boolean, job: Job): Promise<void> => {
  const { building } = job;
  try {
    await step(makeVenv(interpreter.path, venv, pip), building);
  } catch (error) {
    if (
      !(error instanceof Failure) ||
      !building.log.lines.some((line) => /ensurepip is not available/.test(line))
    )
      throw error;
    const minor = interpreter.version.split(".").slice(0, 2).join(".");
    throw machineFailure("no-pip", `${interpreter.path} can't make environments with pip in them`, {
      hint: `Install uv (\`pipx install uv\`), or the rest of Python: \`sudo apt install python${minor}-venv\`.`,
      cause: error,
    });
  }
};

const prepare = async (venv: string, { request, folder }: Job): Promise<Installing> => {
  const { spec, tree } = request;
  const cwd = tree?.dir ?? folder;
  // As URLs: some versions of uv take a path with a blank for two.
  const constraints = spec.constraintsFile === undefined ? [] : [resolve(cwd, spec.constraintsFile)];
  if (spec.constraints.length > 0) {
    const file = join(folder, "constraints.txt");
    await fs.writeFile(file, `${spec.constraints.join("\n")}\n`);
    constraints.push(file);
  }
  return {
    python: pythonIn(venv),
    args: [
      ...constraints.flatMap((file) => ["-c", pathToFileURL(file).href]),
      ...installLines(request).flatMap(wordsOf),
    ],
    cwd,
    env: {},
  };
};

const withUv = async (
  uv: string,
  installing: Installing,
  { request, interpreter, building, world }: Job,
): Promise<void> => {
  const until = dayAfter(request.spec.asOf);
  const configured = {
    ...installing,
    args: [...installing.args, ...alwaysThere(interpreter)],
    env: { ...installing.env, ...(await uvConfiguration(world)) },
  };
  try {
    await step(uvInstall(uv, configured, uvBounds(until)), building);
  } catch (error) {
    if (building.run.signal.aborted || !wantsNewerSetuptools(until, building.log.lines)) throw error;
    building.log.say("Setuptools of that time can't install editable; taking the first that can");
    await step(uvInstall(uv, configured, relaxedBounds(until)), building);
  }
};

const withPip = async (
  installing: Installing,
  { request, interpreter, building, world }: Job,
): Promise<void> => {
  const until = dayAfter(request.spec.asOf);
  const env = { ...installing.env, ...pipEnvironment };
  if (until === undefined) return step(pipInstall({ ...installing, env }), building);
  const index = await (await import("../dated/serve")).serveDated(until, {
    config: await readPipConfig(world),
    env: world.env,
    signal: building.run.signal,
    say: (text) => building.log.say(text),
  });
  const dated = { ...installing, env: { ...env, ...index.env } };
  try {
    if (takesOldSetuptools(interpreter)) await step(datedSetuptools(dated), building);
    await step(pipInstall(dated), building);
  } finally {
    await index.close();
  }
};

/** What every virtual environment had until 3.12, and packages of that time import without saying so. */
const alwaysThere = (interpreter: Interpreter): readonly string[] =>
  takesOldSetuptools(interpreter) ? ["setuptools"] : [];

/** 3.12 has lost what setuptools of before imports. */
const takesOldSetuptools = ({ version }: Interpreter): boolean => {
  const [major = 0, minor = 0] = version.split(".").map(Number);
  return major < 3 || minor < 12;
};

/** All of a release's packages are rarely uploaded in its first minute; and a date means the whole day. */
const dayAfter = (date: string | undefined): string | undefined =>
  date === undefined ? undefined : new Date(Date.parse(date) + 24 * 3_600_000).toISOString();
