/** One call of grpc.health.v1.Health/Check over plaintext HTTP/2: too little to bring a gRPC library for. */
import {
  type ClientHttp2Session,
  type ClientHttp2Stream,
  connect,
  type IncomingHttpHeaders,
} from "node:http2";

export interface HealthAnswer {
  readonly grpcStatus: number;
  /** ServingStatus of the answer; 1 is SERVING. */
  readonly serving: number;
  readonly message: string;
}

export const checkHealth = async (
  origin: string,
  service: string,
  signal: AbortSignal,
): Promise<HealthAnswer> => {
  signal.throwIfAborted();
  const session = connect(origin);
  const stop = (): void => session.destroy(new Error("The check was given up"));
  signal.addEventListener("abort", stop, { once: true });
  try {
    return await call(session, service);
  } finally {
    signal.removeEventListener("abort", stop);
    session.destroy();
  }
};

/** A message of gRPC: uncompressed, its length, then HealthCheckRequest with field 1, the service's name. */
export const encodeRequest = (service: string): Buffer => {
  const name = Buffer.from(service, "utf8");
  const message =
    name.length === 0 ? name : Buffer.concat([Buffer.from([0x0a, ...varint(name.length)]), name]);
  const frame = Buffer.alloc(5);
  frame.writeUInt32BE(message.length, 1);
  return Buffer.concat([frame, message]);
};

/** Field 1 of HealthCheckResponse, a varint; one that is left out is 0. Fields unknown to us may follow. */
export const decodeServing = (body: Buffer): number => {
  const message = body.subarray(5);
  return message.length >= 2 && message[0] === 0x08 ? (message[1] ?? 0) : 0;
};

const call = (session: ClientHttp2Session, service: string): Promise<HealthAnswer> =>
  new Promise((resolve, reject) => {
    session.on("error", reject);
    session.on("close", () => reject(new Error("the connection was closed before an answer")));
    const stream = session.request({
      ":method": "POST",
      ":path": "/grpc.health.v1.Health/Check",
      "content-type": "application/grpc",
      te: "trailers",
    });
    stream.on("error", reject);
    collect(stream, resolve, reject);
    stream.end(encodeRequest(service));
  });

const collect = (
  stream: ClientHttp2Stream,
  resolve: (answer: HealthAnswer) => void,
  reject: (error: Error) => void,
): void => {
  const parts: Buffer[] = [];
  let headers: IncomingHttpHeaders = {};
  stream.on("response", (early: IncomingHttpHeaders) => {
    headers = { ...headers, ...early };
  });
  stream.on("trailers", (late: IncomingHttpHeaders) => {
    headers = { ...headers, ...late };
  });
  stream.on("data", (part: Buffer) => parts.push(part));
  stream.on("end", () => {
    const status = headers["grpc-status"];
    if (typeof status !== "string") return reject(new Error(notGrpc(headers[":status"])));
    resolve({
      grpcStatus: Number(status),
      serving: decodeServing(Buffer.concat(parts)),
      message: messageOf(headers),
    });
  });
};

const messageOf = (headers: IncomingHttpHeaders): string => {
  const text = headers["grpc-message"];
  return typeof text === "string" ? text.replace(/(?:%[0-9a-f]{2})+/gi, decodePercent) : "";
};

const decodePercent = (text: string): string => Buffer.from(text.replaceAll("%", ""), "hex").toString("utf8");

const notGrpc = (status: unknown): string => `the answer was not gRPC's: HTTP status ${String(status)}`;

const varint = (value: number): number[] =>
  value < 0x80 ? [value] : [(value & 0x7f) | 0x80, ...varint(value >>> 7)];
