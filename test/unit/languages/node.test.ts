import { describe, expect, it } from "vitest";
import { node } from "../../../src/languages/node";
import { attachArgs, commandOf, environmentWith, filesWith, specOf, worldWith, wrapArgs } from "./world";

const found = node.find(environmentWith({ kind: "node" }), worldWith({ files: filesWith({}) }), {});
const command = commandOf("node", "server.js");

describe("Node", () => {
  it("opens its inspector, and holds where that is asked", async () => {
    const held = await (await found).wrap(wrapArgs(command, { hold: true }));
    expect(held.argv).toEqual(["node", "--inspect-brk=127.0.0.1:5678", "server.js"]);
    const { argv, env } = await (await found).wrap(wrapArgs(command));
    expect(argv[1]).toBe("--inspect=127.0.0.1:5678");
    expect(env).not.toHaveProperty("NODE_OPTIONS");
  });

  it.each([
    [false, { continueOnAttach: true }, undefined],
    [true, { continueOnAttach: false }, "arguments"],
  ])("is left to js-debug, which goes on unless pauseAtStart is %s", async (pauseAtStart, args, entry) => {
    const attachment = (await found).attach(attachArgs({ spec: specOf({ pauseAtStart }) }));
    expect(attachment).toMatchObject({
      adapter: { kind: "delegated", type: "node" },
      arguments: { address: "127.0.0.1", port: 5678, ...args },
      listens: 5678,
      entry,
    });
  });

  it("has sources in all trees, but for what is installed", async () => {
    const trees = ["/a/", "C:\\b"];
    const spec = specOf({ subprocesses: true, configuration: { skipFiles: [] } });
    expect((await found).attach(attachArgs({ trees, spec })).arguments).toMatchObject({
      resolveSourceMapLocations: ["/a/**", "C:/b/**", "!**/node_modules/**"],
      outFiles: ["/a/**/*.(m|c|)js", "C:/b/**/*.(m|c|)js", "!**/node_modules/**"],
      autoAttachChildProcesses: true,
      skipFiles: [],
    });
  });

  it("that already runs is attached to by its pid", async () => {
    const running = (await found).attachRunning?.(attachArgs());
    expect(running?.before).toBeUndefined();
    expect(running?.attachment).toMatchObject({ arguments: { processId: "42" }, listens: undefined });
    expect(running?.attachment.arguments).not.toHaveProperty("port");
  });
});
