import { promises as fs } from "node:fs";
import { connect, createServer, type Socket } from "node:net";
import { createInterface } from "node:readline";
import { z } from "zod";
import { machineFailure, problemOf } from "../util/problem";

/** One JSON line asks, one JSON line answers, over a socket that only its owner can open. */
const request = z.object({ verb: z.string(), args: z.record(z.string(), z.unknown()).default({}) });
const answer = z.union([z.object({ ok: z.unknown() }), z.object({ error: z.string() })]);

export type Handle = (verb: string, args: Readonly<Record<string, unknown>>) => Promise<unknown>;

export interface ControlServer {
  close(): Promise<void>;
}

export const serveControl = async (
  { address, folder }: { address: string; folder: string | undefined },
  handle: Handle,
): Promise<ControlServer> => {
  if (folder !== undefined) await fs.mkdir(folder, { recursive: true, mode: 0o700 });
  const open = new Set<Socket>();
  const server = createServer((socket) => {
    open.add(socket);
    socket.on("close", () => open.delete(socket));
    // A peer that went away needs no answer.
    socket.on("error", () => socket.destroy());
    createInterface({ input: socket }).on("line", (line) => void answerLine(line, handle, socket));
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(address, resolve);
  });
  if (folder !== undefined) await fs.chmod(address, 0o600);
  return {
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        for (const socket of open) socket.end();
      }),
  };
};

const answerLine = async (line: string, handle: Handle, socket: Socket): Promise<void> => {
  const reply = await Promise.resolve()
    .then(() => request.parse(JSON.parse(line)))
    .then(({ verb, args }) => handle(verb, args))
    .then(
      (value) => ({ ok: value ?? null }),
      (error: unknown) => ({ error: problemOf(error).message }),
    );
  if (!socket.destroyed) socket.write(`${JSON.stringify(reply)}\n`);
};

/** Undefined where nobody listens: the host is gone. */
export const askControl = (
  address: string,
  verb: string,
  args: Readonly<Record<string, unknown>> = {},
): Promise<unknown> =>
  new Promise((resolve, reject) => {
    const socket = connect(address);
    socket.once("error", () => resolve(undefined));
    socket.once("connect", () => socket.write(`${JSON.stringify({ verb, args })}\n`));
    const lines = createInterface({ input: socket });
    lines.once("line", (line) => {
      socket.end();
      const parsed = answer.safeParse(JSON.parse(line));
      if (parsed.success && "ok" in parsed.data) resolve(parsed.data.ok);
      else
        reject(
          machineFailure(
            "control-refused",
            parsed.success && "error" in parsed.data ? parsed.data.error : line,
          ),
        );
    });
    lines.once("close", () => resolve(undefined));
  });
