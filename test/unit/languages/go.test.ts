import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { go } from "../../../src/languages/go";
import {
  attachArgs,
  commandOf,
  environmentWith,
  filesWith,
  refusal,
  specOf,
  worldWith,
  wrapArgs,
} from "./world";

const dlv = "/home/me/go/bin/dlv";
const found = go.find(
  environmentWith(),
  worldWith({ env: { HOME: "/home/me", PATH: "" }, files: filesWith({ [dlv]: "" }) }),
  {},
);
const wrapped = async (...argv: readonly string[]) =>
  (await (await found).wrap(wrapArgs(commandOf(...argv), { hold: true }))).argv;
const listening = ["--headless", "--listen=127.0.0.1:5678", "--api-version=2", "--check-go-version=false"];
const output = ["--output", join("/scratch", "debugged-5678")];

describe("Delve", () => {
  it("is found where Go puts it, and said to be missing elsewhere", async () => {
    expect((await wrapped("./service"))[0]).toBe(dlv);
    const world = worldWith({ env: { GOPATH: "/gopath", PATH: "" }, files: filesWith({}) });
    const text = await refusal(go.find(environmentWith(), world, {}));
    expect(text).toContain("/gopath");
    expect(text).toContain("go install github.com/go-delve/delve/cmd/dlv@latest");
  });

  it("runs a built program", async () => {
    expect(await wrapped("./service", "-p", "1")).toEqual([
      dlv,
      "exec",
      "./service",
      ...listening,
      "--",
      "-p",
      "1",
    ]);
  });

  it("lets it run at once where it isn't to be held, and takes who comes later", async () => {
    const { argv } = await (await found).wrap(wrapArgs(commandOf("./service")));
    expect(argv.slice(-2)).toEqual(["--accept-multiclient", "--continue"]);
  });

  it.each([
    [
      ["go", "run", "."],
      [".", ...listening, ...output],
    ],
    [
      ["go", "run", "./cmd/x", "-v"],
      ["./cmd/x", ...listening, ...output, "--", "-v"],
    ],
    [
      ["go", "run", "-race", "-ldflags", "-X a.b=c -s", "-tags=x", "main.go", "y"],
      ["main.go", ...listening, "--build-flags=-race -ldflags '-X a.b=c -s' -tags=x", ...output, "--", "y"],
    ],
  ])("builds what go would have run, beside the emulation: %j", async (argv, expected) => {
    expect(await wrapped(...argv)).toEqual([dlv, "debug", ...expected]);
  });

  it.each([
    [["go", "test", "./..."], "runs no service"],
    [["go", "run"], "names no package"],
    [["go", "run", "a.go", "b.go"], "names several files"],
  ])("refuses %j", async (argv, why) => {
    expect(await refusal(wrapped(...argv))).toContain(why);
  });

  it("is attached to on its port", async () => {
    const spec = specOf({ pauseAtStart: true, configuration: { showGlobalVariables: true } });
    expect((await found).attach(attachArgs({ spec }))).toMatchObject({
      adapter: { kind: "port", port: 5678 },
      arguments: { mode: "remote", stopOnEntry: true, showGlobalVariables: true },
      entry: "arguments",
    });
  });

  it("attaches to what runs by a server that stays", async () => {
    const running = (await found).attachRunning?.(attachArgs());
    expect(running?.before).toMatchObject({ ends: false });
    expect(running?.before?.argv.slice(0, 3)).toEqual([dlv, "attach", "42"]);
  });
});
