import { promises as fs } from "node:fs";
import { connect, createServer, type Socket } from "node:net";
import { createInterface } from "node:readline";
import { z } from "zod";
import { makeOwnFolder } from "../processes/ownFolder";
import { errorCode } from "../util/files";
import { parseJson } from "../util/parseJson";
import { exits, Failure, machineFailure, type Problem, problemOf } from "../util/problem";
import { sleep } from "../util/time";

/** One JSON line asks, one JSON line answers, over a socket that only its owner can open. */
const request = z.object({ verb: z.string(), args: z.record(z.string(), z.unknown()).default({}) });
const problem = z.object({
  code: z.string(),
  message: z.string(),
  hint: z.string().exactOptional(),
  exit: z.union(Object.values(exits).map((exit) => z.literal(exit))),
  lines: z.array(z.string()).exactOptional(),
});
const answer = z.union([z.object({ error: problem }), z.object({ ok: z.unknown() })]);

const defaultAnswerMs = 500;

export type Handle = (verb: string, args: Readonly<Record<string, unknown>>) => Promise<unknown>;

export interface ControlServer {
  close(): Promise<void>;
}

export const serveControl = async (
  { address, folder }: { address: string; folder: string | undefined },
  handle: Handle,
  answerMs = defaultAnswerMs,
): Promise<ControlServer> => {
  if (folder !== undefined) await makeOwnFolder(folder);
  const open = new Set<Socket>();
  const answering = new Set<Promise<void>>();
  const server = createServer((socket) => {
    open.add(socket);
    socket.on("close", () => open.delete(socket));
    // A peer that went away needs no answer.
    socket.on("error", () => socket.destroy());
    const lines = createInterface({ input: socket });
    lines.on("line", (line) => {
      const reply = answerLine(line, handle, socket).finally(() => answering.delete(reply));
      answering.add(reply);
    });
    // It repeats what the socket says, and would end this process with it.
    lines.on("error", () => undefined);
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(address, resolve);
  });
  if (folder !== undefined) await fs.chmod(address, 0o600);
  return {
    /** Who asked for the end still gets an answer. */
    close: async () => {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      await Promise.race([Promise.allSettled(answering), sleep(answerMs)]);
      for (const socket of open) socket.end();
      await closed;
    },
  };
};

const answerLine = async (line: string, handle: Handle, socket: Socket): Promise<void> => {
  const reply = await Promise.resolve()
    .then(() => request.parse(JSON.parse(line)))
    .then(({ verb, args }) => handle(verb, args))
    .then(
      (value) => ({ ok: value ?? null }),
      (error: unknown) => ({ error: told(problemOf(error)) }),
    );
  if (!socket.destroyed) socket.write(`${JSON.stringify(reply)}\n`);
};

/** The cause stays here: it may hold anything. */
const told = ({ cause: _, ...problem }: Problem): Problem => problem;

/** Undefined where nobody listens: the host is gone. */
export const askControl = (
  address: string,
  verb: string,
  args: Readonly<Record<string, unknown>> = {},
): Promise<unknown> =>
  new Promise((resolve, reject) => {
    const socket = connect(address);
    socket.once("error", (error) =>
      isGone(error) ? resolve(undefined) : reject(unreachable(address, error)),
    );
    socket.once("connect", () => socket.write(`${JSON.stringify({ verb, args })}\n`));
    const lines = createInterface({ input: socket });
    lines.on("error", () => undefined);
    lines.once("line", (line) => {
      socket.end();
      const { data } = answer.safeParse(parseJson(line));
      if (data === undefined) reject(notUnderstood());
      else if ("error" in data) reject(new Failure(data.error));
      else resolve(data.ok);
    });
    lines.once("close", () => resolve(undefined));
  });

const isGone = (error: Error): boolean =>
  ["ENOENT", "ECONNREFUSED", "ECONNRESET", "EPIPE"].includes(errorCode(error) ?? "");

const unreachable = (address: string, cause: Error): Error =>
  machineFailure("control-unreachable", `The emulation can't be asked at ${address}: ${cause.message}`, {
    hint: "Only the user who started it may.",
    cause,
  });

const notUnderstood = (): Error =>
  machineFailure("control-refused", "The emulation answered something that is not understood", {
    hint: "Perhaps another version of Backcompat runs it: ask with that one.",
  });
