import { statSync } from "node:fs";
import { connect } from "node:net";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { askControl, type Handle, serveControl } from "../../../src/emulation/control";
import { deferred } from "../../../src/util/deferred";
import { inputFailure } from "../../../src/util/problem";
import { temporaryFolder } from "./folders";

const serving = async (handle: Handle, answerMs?: number) => {
  const folder = join(temporaryFolder(), "control");
  const address = join(folder, "a.sock");
  const server = await serveControl({ address, folder }, handle, answerMs);
  return { address, folder, server };
};

describe.skipIf(process.platform === "win32")("the control socket", () => {
  it("answers what is asked, and only its owner may ask", async () => {
    const { address, folder, server } = await serving(async (verb, args) => ({ verb, args }));
    expect(await askControl(address, "status", { x: "ü\n" })).toEqual({ verb: "status", args: { x: "ü\n" } });
    expect(statSync(folder).mode & 0o077).toBe(0);
    expect(statSync(address).mode & 0o077).toBe(0);
    await server.close();
  });

  it("hands a refusal over with its hint and exit code", async () => {
    const refusal = inputFailure("unknown-action", "No action “x”", {
      hint: "Did you mean “y”?",
      lines: ["y"],
    });
    const { address, server } = await serving(() => Promise.reject(refusal));
    await expect(askControl(address, "action")).rejects.toMatchObject({
      problem: {
        code: "unknown-action",
        message: "No action “x”",
        hint: "Did you mean “y”?",
        lines: ["y"],
        exit: 2,
      },
    });
    await server.close();
  });

  it("where nobody listens any more there is no answer", async () => {
    const { address, server } = await serving(async () => 1);
    await server.close();
    expect(await askControl(address, "status")).toBeUndefined();
    expect(await askControl(join(temporaryFolder(), "none.sock"), "status")).toBeUndefined();
  });

  it("goes on answering when somebody who asked goes away before the answer", async () => {
    let answer: (value: unknown) => void = () => undefined;
    let asked: () => void = () => undefined;
    const heard = new Promise<void>((resolve) => {
      asked = resolve;
    });
    const { address, server } = await serving((verb) => {
      if (verb === "now") return Promise.resolve("here");
      asked();
      return new Promise((resolve) => {
        answer = resolve;
      });
    });
    const socket = connect(address, () => socket.write('{"verb":"slow"}\n'));
    await heard;
    socket.destroy();
    answer("x".repeat(1_000_000));
    expect(await askControl(address, "now")).toBe("here");
    await server.close();
  });

  it("answers who asked for the end, though it closes before the answer is there", async () => {
    const end = deferred<string>();
    const asked = deferred<void>();
    const { address, server } = await serving(() => {
      asked.resolve();
      return end.promise;
    });
    const answer = askControl(address, "stop");
    await asked.promise;
    const closed = server.close();
    end.resolve("restored");
    expect(await answer).toBe("restored");
    await closed;
    expect(await askControl(address, "stop")).toBeUndefined();
  });

  it("ends while somebody waits for an answer that never comes", async () => {
    let asked: () => void = () => undefined;
    const heard = new Promise<void>((resolve) => {
      asked = resolve;
    });
    const { address, server } = await serving(() => {
      asked();
      return new Promise(() => undefined);
    }, 10);
    const waiting = askControl(address, "stop");
    await heard;
    await server.close();
    expect(await waiting).toBeUndefined();
  });
});
