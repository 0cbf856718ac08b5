import { describe, expect, it } from "vitest";
import { makeProxy } from "../../../../src/debug/proxy/proxy";
import { serveProxy } from "../../../../src/debug/proxy/serve";
import { FakeTarget, settled, streamPair } from "./fakeTarget";

const serving = () => {
  const target = new FakeTarget({ initialize: () => undefined });
  const [near, far] = streamPair();
  const heard: string[] = [];
  near.on("data", (chunk: Buffer) => heard.push(chunk.toString("utf8")));
  const ended: string[] = [];
  const label = { side: "host", version: "main", service: "webserver" };
  const hooks = { ended: (by: string) => ended.push(by) };
  const proxy = makeProxy({ connect: async () => target.stream, label, hooks });
  const served = serveProxy(far, proxy, () => ended.push("served"));
  const say = (text: string): void => {
    near.write(`Content-Length: ${Buffer.byteLength(text)}\r\n\r\n${text}`);
  };
  return { target, near, heard, ended, served, say };
};

const initialize = '{"seq":1,"type":"request","command":"initialize"}';

describe("a proxy served over a stream", () => {
  it("gives both ends the very bytes that the other one wrote", async () => {
    const { target, heard, say } = serving();
    say(initialize);
    await settled();
    expect(target.commands()).toEqual(["initialize"]);
    const odd = '{ "type":"event","event":"öther", "seq":1.0, "body":[1,  2] }';
    target.raw(`Content-Length: ${Buffer.byteLength(odd)}\r\nX: y\r\n\r\n${odd}`);
    await settled();
    expect(heard.join("")).toBe(`Content-Length: ${Buffer.byteLength(odd)}\r\n\r\n${odd}`);
  });

  it("ends with its client", async () => {
    const { target, near, ended, say } = serving();
    say(initialize);
    await settled();
    near.destroy();
    for (let turn = 0; turn < 5; turn++) await settled();
    expect(ended).toEqual(["client", "served"]);
    expect(target.stream.destroyed || target.stream.writableEnded).toBe(true);
  });

  it("tells a client that speaks nonsense", async () => {
    const { heard, say } = serving();
    say("{nonsense");
    await settled();
    expect(heard.join("")).toContain("no message of the protocol");
  });
});
