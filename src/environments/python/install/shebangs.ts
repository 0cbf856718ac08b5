import { promises as fs } from "node:fs";
import { dirname, join } from "node:path";
import { thisPlatform } from "../../../processes/platform";

/** Old setuptools write a first line that no system runs where the path is long or has blanks in it. */
export const mendShebangs = async (bin: string): Promise<void> => {
  if (thisPlatform === "win32") return;
  for (const entry of await fs.readdir(bin, { withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const file = join(bin, entry.name);
    const mended = mendedScript(await fs.readFile(file), bin);
    if (mended) await fs.writeFile(file, mended);
  }
};

/** Undefined where nothing is wrong. */
export const mendedScript = (content: Buffer, bin: string): Buffer | undefined => {
  if (content[0] !== 0x23 || content[1] !== 0x21) return undefined;
  const end = content.indexOf("\n");
  const line = content
    .subarray(2, end < 0 ? content.length : end)
    .toString("utf8")
    .trim();
  const python = /^"?([^"]+)"?$/.exec(line)?.[1];
  if (python === undefined || dirname(python) !== bin || (!/[\s"]/.test(line) && line.length < longest))
    return undefined;
  const head = `#!/bin/sh\n'''exec' "${python}" "$0" "$@"\n' '''\n`;
  return Buffer.concat([Buffer.from(head), content.subarray(end + 1)]);
};

/** Linux once cut the line there. */
const longest = 125;
