import { finished } from "node:stream/promises";
import { machineFailure } from "../util/problem";
import { as, fields, number, text } from "../util/shape";
import type { Engine } from "./engine";
import { refusal } from "./failure";
import { FrameSplitter } from "./frames";
import { perform, short } from "./operations";
import { requestStream } from "./request";

export interface InsideOptions {
  readonly signal?: AbortSignal;
  readonly env?: Readonly<Record<string, string>>;
  readonly cwd?: string;
  readonly user?: string;
}

export interface InsideOutput {
  readonly exit: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs a command in a container to its end. Abandoned ones go on in there: the engine knows no way to end them. */
export const runInside = async (
  engine: Engine,
  id: string,
  argv: readonly string[],
  { signal, env = {}, cwd, user }: InsideOptions = {},
): Promise<InsideOutput> => {
  const what = `Running ${argv[0]} in container ${short(id)}`;
  const created = await perform(engine, what, [], {
    path: `/containers/${encodeURIComponent(id)}/exec`,
    method: "POST",
    body: {
      Cmd: argv,
      AttachStdout: true,
      AttachStderr: true,
      Env: Object.entries(env).map(([name, value]) => `${name}=${value}`),
      ...(cwd !== undefined && { WorkingDir: cwd }),
      ...(user !== undefined && { User: user }),
    },
    signal,
  });
  const execution = as(fields({ Id: text }), created)?.Id ?? "";
  const output = await outputOf(engine, execution, what, signal);
  const ended = await perform(engine, what, [], { path: `/exec/${execution}/json`, signal });
  const exit = as(fields({ ExitCode: number }), ended)?.ExitCode;
  if (exit === undefined)
    throw machineFailure("engine-failed", `${what}: the engine does not tell its exit code`);
  return { exit, ...output };
};

const outputOf = async (
  engine: Engine,
  execution: string,
  what: string,
  signal: AbortSignal | undefined,
): Promise<Omit<InsideOutput, "exit">> => {
  const pieces: Record<"stdout" | "stderr", Buffer[]> = { stdout: [], stderr: [] };
  const splitter = new FrameSplitter((stream, piece) => pieces[stream].push(piece));
  try {
    const stream = await requestStream(engine.docker, {
      path: `/exec/${execution}/start`,
      method: "POST",
      body: { Detach: false, Tty: false },
      signal,
    });
    stream.on("data", (chunk: Buffer) => splitter.push(chunk));
    await finished(stream);
  } catch (error) {
    throw await refusal(error, engine, what);
  }
  const textOf = (stream: "stdout" | "stderr"): string => Buffer.concat(pieces[stream]).toString("utf8");
  return { stdout: textOf("stdout"), stderr: textOf("stderr") };
};
