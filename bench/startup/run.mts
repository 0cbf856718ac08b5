import { type ChildProcess, type SpawnOptions, spawn } from "node:child_process";
import { once } from "node:events";

/** Runs to the end, which must be a good one; hands back what was printed. */
export const run = async (argv: readonly string[], options: SpawnOptions = {}): Promise<string> => {
  const [command = "", ...args] = argv;
  const child = spawn(command, args, { stdio: ["ignore", "pipe", "inherit"], ...options });
  let text = "";
  child.stdout?.setEncoding("utf8").on("data", (part: string) => {
    text += part;
  });
  const [code] = await once(child, "close");
  if (code !== 0) throw new Error(`${argv.join(" ")} ended with ${code}`);
  return text;
};

/** With something to read. */
export const feed = async (argv: readonly string[], input: Iterable<string | Buffer>): Promise<void> => {
  const [command = "", ...args] = argv;
  const child = spawn(command, args, { stdio: ["pipe", "ignore", "inherit"] });
  for (const part of input) if (!child.stdin.write(part)) await once(child.stdin, "drain");
  child.stdin.end();
  const [code] = await once(child, "close");
  if (code !== 0) throw new Error(`${argv.join(" ")} ended with ${code}`);
};

export const end = async (child: ChildProcess, signal: NodeJS.Signals): Promise<void> => {
  const gone = once(child, "close");
  child.kill(signal);
  await gone;
};
