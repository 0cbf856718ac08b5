import { cpSync, existsSync, readdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { cacheFolder, root } from "../bootstrap.mjs";
import { madeOnce } from "./once.mts";
import { CannotRun } from "./problem.mts";
import { run } from "./run.mts";

/** The newest debugpy that still runs on Python 3.8 and has a wheel without native code. */
const version = "1.8.21";

/** Puts debugpy at dist/debugpy, the folder that goes on PYTHONPATH. */
export const ensureDebugpy = async (): Promise<void> => {
  const target = join(root, "dist", "debugpy");
  if (existsSync(join(target, `debugpy-${version}.dist-info`))) return;
  const unpacked = await cached();
  rmSync(target, { recursive: true, force: true });
  cpSync(unpacked, target, { recursive: true });
};

const cached = async (): Promise<string> => {
  const folder = join(cacheFolder(), `debugpy-${version}`);
  try {
    return await madeOnce(folder, download);
  } catch (error) {
    const older = olderCopy();
    if (older === undefined) throw error;
    console.error(
      `WARNING: debugpy ${version} is out of reach, ${older} from the cache takes its place.\n${error}`,
    );
    return older;
  }
};

const download = async (half: string): Promise<void> => {
  console.error(`Fetching debugpy ${version} with pip …`);
  const python = await pythonCommand();
  const only = ["--only-binary=:all:", "--platform", "any", "--implementation", "py", "--abi", "none"];
  const ask = [
    ...only,
    "--python-version",
    "3.8",
    "--disable-pip-version-check",
    "-d",
    half,
    `debugpy==${version}`,
  ];
  const got = await run([...python, "-m", "pip", "download", "--no-deps", ...ask], {
    quiet: true,
    timeoutMs: 180_000,
  });
  const wheel = readdirSync(half).find((name) => name.endsWith(".whl"));
  if (got.code !== 0 || wheel === undefined) {
    throw new CannotRun(
      `pip could not fetch debugpy ${version}; check pip's index and network.\n${got.output}`,
    );
  }
  const unpack = await run([...python, "-m", "zipfile", "-e", join(half, wheel), half], {
    quiet: true,
    timeoutMs: 60_000,
  });
  if (unpack.code !== 0) throw new CannotRun(`${wheel} could not be unpacked:\n${unpack.output}`);
  rmSync(join(half, wheel));
};

const pythonCommand = async (): Promise<readonly string[]> => {
  const candidates = process.platform === "win32" ? [["py", "-3"], ["python"]] : [["python3"], ["python"]];
  const missing: string[] = [];
  for (const argv of candidates) {
    const asked = await run([...argv, "-m", "pip", "--version"], { quiet: true, timeoutMs: 30_000 }).catch(
      String,
    );
    if (typeof asked !== "string" && asked.code === 0) return argv;
    missing.push(`${argv.join(" ")}: ${typeof asked === "string" ? asked : asked.output.trim()}`);
  }
  throw new CannotRun(
    `Fetching debugpy needs a Python with pip (Debian: apt-get install python3-pip).\n${missing.join("\n")}`,
  );
};

const olderCopy = (): string | undefined => {
  if (!existsSync(cacheFolder())) return undefined;
  const name = readdirSync(cacheFolder())
    .filter((entry) => /^debugpy-1\.8\.\d+$/.test(entry))
    .sort()
    .at(-1);
  return name === undefined ? undefined : join(cacheFolder(), name);
};
