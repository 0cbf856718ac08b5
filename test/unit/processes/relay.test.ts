import { connect, createServer, type Server } from "node:net";
import { afterEach, describe, expect, it } from "vitest";
import { openRelay, type Relay } from "../../../src/processes/relay";

const opened: (Server | Relay)[] = [];
afterEach(() => {
  for (const one of opened.splice(0)) "dispose" in one ? one.dispose() : one.close();
});

const listening = (answer: (text: string) => string): Promise<number> =>
  new Promise((resolve) => {
    const server = createServer({ allowHalfOpen: true }, (socket) => {
      let text = "";
      socket.on("data", (chunk) => (text += String(chunk)));
      socket.on("end", () => socket.end(answer(text)));
    });
    opened.push(server);
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      resolve(typeof address === "object" && address !== null ? address.port : 0);
    });
  });

const asked = (port: number, text: string): Promise<string> =>
  new Promise((resolve) => {
    let answer = "";
    const socket = connect({ host: "127.0.0.1", port, allowHalfOpen: true }, () => socket.end(text));
    socket.on("data", (chunk) => (answer += String(chunk)));
    socket.on("error", () => resolve("broken"));
    socket.on("end", () => resolve(answer));
  });

describe("a relay", () => {
  it("passes on all bytes both ways, also after one end has said all it had", async () => {
    const port = await listening((text) => `${text.length} bytes, ${"y".repeat(500_000)}`);
    const relay = await openRelay({ host: "127.0.0.1" }, { host: "127.0.0.1", port });
    opened.push(relay);
    const answer = await asked(relay.port, "x".repeat(300_000));
    expect(answer).toHaveLength("300000 bytes, ".length + 500_000);
  });

  it("breaks a connection to where nobody is, and goes on for the next", async () => {
    const port = await listening((text) => text);
    const relay = await openRelay({ host: "127.0.0.1" }, { host: "127.0.0.1", port });
    opened.push(relay);
    opened.find((one): one is Server => "close" in one)?.close();
    expect(["", "broken"]).toContain(await asked(relay.port, "x"));
    expect(["", "broken"]).toContain(await asked(relay.port, "x"));
  });
});
