import type { Line } from "../../../src/processes/types";

/** As Docker's engine writes it with `timestamps=1`. */
export const engineTime = (nanos: number, second = "2026-11-20T14:48:36"): string =>
  `${second}.${String(nanos).padStart(9, "0")}Z`;

export const frame = (stream: Line["stream"], text: string | Buffer): Buffer => {
  const payload = Buffer.from(text);
  const head = Buffer.alloc(8);
  head[0] = stream === "stderr" ? 2 : 1;
  head.writeUInt32BE(payload.length, 4);
  return Buffer.concat([head, payload]);
};

/** The whole in pieces of so many bytes. */
export const pieces = (whole: Buffer, size: number): Buffer[] =>
  Array.from({ length: Math.ceil(whole.length / size) }, (_, at) =>
    whole.subarray(at * size, (at + 1) * size),
  );
