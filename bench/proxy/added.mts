import { Duplex } from "node:stream";
import type { Measured } from "../startup/measure.mts";
import type { Core } from "./loadCore.mts";

const most = 2;

/** How much later a message of the debugger arrives for the proxy between; the answers that rules rewrite, too. */
export const measureAdded = async (core: typeof Core, folder: string, count: number): Promise<Measured> => {
  const stream = new Duplex({ read: () => undefined, write: (_chunk, _encoding, done) => done() });
  let heard: () => void = () => undefined;
  const proxy = core.makeProxy({
    connect: async () => stream,
    label: { side: "userCode", version: "1.0.0", service: "grpc" },
    places: { trees: [folder], packages: [], installed: [], resolvesLinks: true },
  });
  proxy.onDidSendMessage(() => heard());
  const ask = (seq: number): void =>
    proxy.handleMessage({
      seq,
      type: "request",
      command: "stackTrace",
      arguments: { threadId: 1, startFrame: 0 },
    });
  ask(0);
  await new Promise(setImmediate);
  const added: number[] = [];
  for (let seq = 1; seq <= count; seq++) {
    ask(seq);
    const message = seq % 2 === 0 ? stackOf(seq, folder) : output(seq);
    const began = performance.now();
    const arrived = new Promise<void>((resolve) => {
      heard = resolve;
    });
    stream.push(`Content-Length: ${Buffer.byteLength(message)}\r\n\r\n${message}`);
    await arrived;
    added.push(performance.now() - began);
  }
  proxy.dispose();
  const p99 = added.sort((a, b) => a - b)[Math.floor(count * 0.99)] ?? Number.NaN;
  return { what: "a message, 99th of 100", ours: p99, unit: "ms", bound: `≤ ${most} ms`, holds: p99 <= most };
};

const stackOf = (seq: number, folder: string): string => {
  const stackFrames = Array.from({ length: 20 }, (_, id) => ({
    ...{ id, name: `function${id}`, line: id, column: 1 },
    source: { path: `${folder}/module${id + (seq % 50)}.py`, sourceReference: 0 },
  }));
  const body = { stackFrames, totalFrames: 20 };
  return JSON.stringify({
    seq,
    type: "response",
    request_seq: seq,
    command: "stackTrace",
    success: true,
    body,
  });
};

const output = (seq: number): string =>
  JSON.stringify({
    seq,
    type: "event",
    event: "output",
    body: { category: "stdout", output: "x".repeat(500) },
  });
