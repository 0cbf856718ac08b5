import type Dockerode from "dockerode";

export interface Request {
  readonly path: string;
  readonly method?: "GET" | "POST" | "PUT" | "DELETE" | "HEAD";
  /** What follows the question mark; lists and records as JSON. */
  readonly query?: Readonly<Record<string, unknown>>;
  readonly body?: Readonly<Record<string, unknown>>;
  readonly file?: NodeJS.ReadableStream | Buffer;
  readonly signal?: AbortSignal | undefined;
}

/** One request whose answer is nobody's promise: it is to be looked at before it is trusted. */
export const request = (docker: Dockerode, what: Request): Promise<unknown> => dial(docker, what, false);

/** Settles with the answer's head; its body is for the reader. */
export const requestStream = async (docker: Dockerode, what: Request): Promise<NodeJS.ReadableStream> => {
  const stream = await dial(docker, what, true);
  if (isReadable(stream)) return stream;
  throw new TypeError(`${what.path}: the engine's client gave no stream`);
};

const dial = (docker: Dockerode, what: Request, isStream: boolean): Promise<unknown> =>
  new Promise((resolve, reject) => {
    const { path, method = "GET", query = {}, body, file, signal } = what;
    docker.modem.dial(
      {
        path: Object.keys(query).length === 0 ? path : `${path}?`,
        method,
        options: { _query: query, ...(method === "POST" && { _body: body ?? {} }) },
        isStream,
        statusCodes: { 200: true, 201: true, 204: true, 304: true },
        ...(file && { file }),
        ...(signal && { abortSignal: signal }),
      },
      (error: unknown, answer: unknown) => (error ? reject(error) : resolve(answer)),
    );
  });

const isReadable = (value: unknown): value is NodeJS.ReadableStream =>
  typeof value === "object" && value !== null && "pipe" in value && "on" in value;
