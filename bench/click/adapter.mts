import { spawn } from "node:child_process";
import { once } from "node:events";
import { createServer } from "node:net";
import type { Place } from "../orphans/place.mts";
import { end } from "../startup/run.mts";

export interface Adapter {
  readonly port: number;
  readonly end: () => Promise<void>;
}

/** It lives as long as an editor does, so its own start is none of a click's. */
export const startAdapter = async ({ cli, sample, env }: Place): Promise<Adapter> => {
  const port = await freePort();
  const child = spawn(process.execPath, [cli, "dap", "--port", String(port)], {
    cwd: sample,
    env,
    stdio: ["ignore", "ignore", "pipe"],
  });
  // However the bench ends, the emulation under way is undone.
  process.once("exit", () => child.kill("SIGTERM"));
  await once(child.stderr, "data");
  return { port, end: () => end(child, "SIGTERM") };
};

const freePort = async (): Promise<number> => {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = Object(server.address());
  server.close();
  await once(server, "close");
  return port;
};
