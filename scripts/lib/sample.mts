import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "../bootstrap.mjs";
import { Broken } from "./problem.mts";
import { run } from "./run.mts";

/** A working copy of the tiny sample in `folder`; hands back where it lies. */
export const makeTiny = async (folder: string): Promise<string> => {
  const script = join(root, "scripts", "sample.mjs");
  if (!existsSync(script)) return stub(folder);
  const { code, output } = await run([process.execPath, script, "tiny", folder], {
    cwd: root,
    quiet: true,
    timeoutMs: 120_000,
  });
  const last = output.trim().split("\n").at(-1) ?? "";
  if (code !== 0 || !existsSync(last)) throw new Broken(`The tiny sample could not be made:\n${output}`);
  return last;
};

const stub = (folder: string): string => {
  mkdirSync(join(folder, ".vscode"), { recursive: true });
  writeFileSync(join(folder, ".vscode", "backcompat.json"), '{ "version": 1, "scenarios": {} }\n');
  return folder;
};
