import { describe, expect, it } from "vitest";
import { native } from "../../../src/languages/native";
import { gdbVersion } from "../../../src/languages/nativeTools";
import { tracingForbidden } from "../../../src/languages/tracingForbidden";
import {
  attachArgs,
  commandOf,
  environmentWith,
  filesWith,
  refusal,
  specOf,
  toolsWith,
  worldWith,
  wrapArgs,
} from "./world";

/** A machine with these tools on its PATH, and no others. */
const machine = async (...tools: readonly string[]) => {
  const files = filesWith({
    "/tree/service": "\u007fELF",
    "/tree/start": "#!/bin/sh\n",
    ...Object.fromEntries(tools.map((tool) => [`/usr/bin/${tool}`, ""])),
  });
  const run = toolsWith(({ tool }) => (tool.includes("gdb") ? "GNU gdb (Some 15) 15.2\nmore" : undefined));
  const found = await native.find(environmentWith(), worldWith({ files, run }), {});
  return { at: (name: string): string => `/usr/bin/${name}`, found };
};

const command = commandOf("./service", "-p", "1");
const held = wrapArgs(command, { hold: true });

describe("a native program", () => {
  it("is started under the server of the adapter's own family and version", async () => {
    const { at, found } = await machine("lldb-vscode-14", "lldb-server-14", "lldb-server-19", "gdbserver");
    const expected = [at("lldb-server-14"), "gdbserver", "127.0.0.1:5678", "--", "/tree/service", "-p", "1"];
    expect((await found.wrap(held)).argv).toEqual(expected);
    expect(found.attach(attachArgs({ command }))).toMatchObject({
      adapter: { kind: "program", argv: [at("lldb-vscode-14")] },
      arguments: {
        program: "/tree/service",
        attachCommands: ["gdb-remote 127.0.0.1:5678"],
        stopOnEntry: false,
      },
      listens: 5678,
      startsStopped: true,
      output: "adapter",
    });
  });

  it("is debugged by the newest LLDB that there is", async () => {
    const { at, found } = await machine("lldb-vscode-14", "lldb-dap-19", "lldb-server-19");
    expect(found.attach(attachArgs({ command })).adapter).toEqual({
      kind: "program",
      argv: [at("lldb-dap-19")],
    });
  });

  it("is debugged by gdb where only that has its server", async () => {
    const { at, found } = await machine("lldb-dap", "gdb", "gdbserver");
    expect((await found.wrap(held)).argv.slice(0, 4)).toEqual([
      at("gdbserver"),
      "--once",
      "--no-startup-with-shell",
      "127.0.0.1:5678",
    ]);
    expect(found.attach(attachArgs({ command }))).toMatchObject({
      adapter: { kind: "program", argv: [at("gdb"), "--quiet", "--interpreter=dap"] },
      arguments: { program: "/tree/service", target: "127.0.0.1:5678" },
      output: "process",
    });
  });

  it("runs as it is where it isn't to be held, and is attached to by its pid", async () => {
    const { found } = await machine("lldb-dap");
    expect((await found.wrap(wrapArgs(command))).argv).toEqual(command.argv);
    expect(found.attach(attachArgs({ command, hold: false }))).toMatchObject({
      arguments: { pid: 42 },
      listens: undefined,
    });
  });

  it("says what is missing", async () => {
    expect(await refusal(machine("gdbserver"))).toContain("No debugger for native programs");
    const { found } = await machine("lldb-dap");
    expect(await refusal(found.wrap(held))).toContain("Install lldb-server");
  });

  it.each([
    [["./start"], "is a script"],
    [["./missing"], "is not there"],
  ])("is no %j", async (argv, why) => {
    const { found } = await machine("lldb-dap", "lldb-server");
    expect(await refusal(found.wrap(wrapArgs(commandOf(...argv), { hold: true })))).toContain(why);
  });

  it("takes what the scenario adds", async () => {
    const { found } = await machine("lldb-dap", "lldb-server");
    const spec = specOf({ configuration: { sourceMap: [["/build", "/tree"]] } });
    expect(found.attach(attachArgs({ command, spec })).arguments).toMatchObject({
      sourceMap: [["/build", "/tree"]],
    });
  });
});

describe("tracing what already runs", () => {
  it.each([
    [0, false, undefined],
    [1, true, undefined],
    [1, false, "sudo sysctl kernel.yama.ptrace_scope=0"],
    [2, false, "ptrace_scope is 2"],
    [3, true, "where the machine is started"],
  ])("at level %i, with the right %s: %s", (scope, privileged, text) => {
    const said = tracingForbidden({ scope, privileged });
    if (text === undefined) expect(said).toBeUndefined();
    else expect(said).toContain(text);
  });
});

describe("gdb's version", () => {
  it.each([
    ["GNU gdb (Debian 13.1-3) 13.1\nCopyright", 13],
    ["GNU gdb (GDB) 14.2", 14],
    ["GNU gdb (Ubuntu 15.0.50.20240403-0ubuntu1) 15.0.50.20240403-git", 15],
    ["something else", 0],
  ])("of %s is %i", (text, version) => {
    expect(gdbVersion(text)).toBe(version);
  });
});
