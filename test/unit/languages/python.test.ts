import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { releaseFor } from "../../../src/languages/debugpy";
import { python } from "../../../src/languages/python";
import { projectRoots, rulesFor } from "../../../src/languages/pythonRules";
import { thisPlatform } from "../../../src/processes/platform";
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

const shipped = mkdtempSync(join(tmpdir(), "backcompat-languages-"));
mkdirSync(join(shipped, "debugpy", "debugpy"), { recursive: true });
mkdirSync(join(shipped, "debugpy-1.5.1", "debugpy"), { recursive: true });
writeFileSync(join(shipped, "debugpy-1.5.1", "debugpy", "__main__.py"), "");
afterAll(() => rmSync(shipped, { recursive: true }));

const files = filesWith({});
const found = (pythonVersion: string | undefined, world = {}) =>
  python.find(
    environmentWith({
      python: "/venv/bin/python",
      ...(pythonVersion === undefined ? {} : { pythonVersion }),
    }),
    worldWith({ shipped, folder: shipped, files, ...world }),
    {},
  );

describe("the debugger's release", () => {
  it.each([
    ["2.7.18", "1.5.1"],
    ["3.5.10", "1.5.1"],
    ["3.6.15", "1.5.1"],
    ["3.7.16", "1.6.7"],
    ["3.8.18", "shipped"],
    ["3.14.0", "shipped"],
    ["3.4.1", undefined],
    ["2.6", undefined],
  ])("for Python %s is %s", (version, release) => {
    expect(releaseFor(version)).toBe(release);
  });

  it("is asked of the interpreter where the environment doesn't tell", async () => {
    const run = toolsWith(({ tool }) => (tool === "/venv/bin/python" ? "3.6.1\n" : undefined));
    const wrapped = await (await found(undefined, { run })).wrap(wrapArgs(commandOf("python", "app.py")));
    expect(wrapped.argv.join(" ")).toContain("debugpy-1.5.1");
  });

  it("that is no more is said", async () => {
    expect(await refusal(found("3.3.0"))).toContain("There is no debugger for Python 3.3.0");
  });

  it("that came with us and is gone is said", async () => {
    expect(await refusal(found("3.9.1", { shipped: "/nowhere" }))).toContain("Reinstall Backcompat");
  });
});

describe("the wrapped command", () => {
  it("has the interpreter's options, the debugger, then the program", async () => {
    const { argv, env } = await (await found("3.11.7")).wrap(
      wrapArgs(commandOf("python", "-u", "-m", "server", "x"), { hold: true }),
    );
    expect(argv).toEqual([
      ...["python", "-u", "-Xfrozen_modules=off", `${shipped}/debugpy/debugpy`, "--listen", "127.0.0.1:5678"],
      ...["--wait-for-client", "--configure-subProcess", "false", "-m", "server", "x"],
    ]);
    expect(Object.keys(env).filter((name) => name.startsWith("PYTHON"))).toEqual([]);
  });

  it("leaves out what older interpreters don't have, and doesn't wait unless asked", async () => {
    const { argv } = await (await found("3.10.1")).wrap(wrapArgs(commandOf("python", "app.py")));
    expect(argv).not.toContain("-Xfrozen_modules=off");
    expect(argv).not.toContain("--wait-for-client");
  });

  it.each([
    [{ subprocesses: true }, ["app.py"], "true"],
    [{}, ["app.py"], "false"],
    [{}, ["manage.py", "runserver"], "true"],
  ])("follows subprocesses by %o for %s: %s", async (more, program, expected) => {
    const { argv } = await (await found("3.9.1")).wrap(
      wrapArgs(commandOf("python", ...program), { spec: specOf(more) }),
    );
    expect(argv[argv.indexOf("--configure-subProcess") + 1]).toBe(expected);
  });
});

describe("attaching", () => {
  it("goes to the port, counts the trees as mine, and takes what the scenario adds", async () => {
    const spec = specOf({ configuration: { justMyCode: false, django: true } });
    const attachment = (await found("3.9.1")).attach(attachArgs({ spec }));
    expect(attachment).toMatchObject({
      adapter: { kind: "port", port: 5678 },
      request: "attach",
      listens: 5678,
      entry: undefined,
      arguments: { justMyCode: false, django: true, rules: rulesFor(["/tree"]), redirectOutput: false },
    });
  });

  it("pauses at the start only where that is asked", async () => {
    const attachment = (await found("3.9.1")).attach(attachArgs({ spec: specOf({ pauseAtStart: true }) }));
    expect(attachment.entry).toBe("pause");
  });

  it("to what runs puts the debugger into it first", async () => {
    const running = (await found("3.12.1")).attachRunning?.(attachArgs());
    expect(running?.before).toMatchObject({ ends: true });
    expect(running?.before?.argv.slice(-2)).toEqual(["--pid", "42"]);
    expect(running?.attachment.entry).toBeUndefined();
  });
});

describe.runIf(thisPlatform === "linux")("a machine without gdb", () => {
  it("is told before somebody tries to get into what runs", async () => {
    const caution = (await found("3.12.1")).attachRunning?.(attachArgs()).attachment.caution;
    expect(caution).toMatch(/by gdb, which is not on PATH|ptrace_scope/);
    const there = await found("3.12.1", { files: filesWith({ "/usr/bin/gdb": "" }) });
    expect(there.attachRunning?.(attachArgs()).attachment.caution ?? "").not.toContain("gdb");
    expect(there.attach(attachArgs()).caution).toBeUndefined();
  });
});

describe("my code", () => {
  it("is each tree but for what is installed in it, the deepest tree first", () => {
    expect(rulesFor(["/a", "/a/deep/tree", "/a"])).toEqual([
      { path: "/a/deep/tree/**/site-packages/**", include: false },
      { path: "/a/deep/tree/**/dist-packages/**", include: false },
      { path: "/a/deep/tree/**", include: true },
      { path: "/a/**/site-packages/**", include: false },
      { path: "/a/**/dist-packages/**", include: false },
      { path: "/a/**", include: true },
    ]);
  });

  it("is a package's one module where all of site-packages is the tree", () => {
    expect(rulesFor(["/venv/lib/site-packages"])).toEqual([
      { path: "/venv/lib/site-packages/*", include: true },
    ]);
  });

  it("has no patterns in its paths", () => {
    expect(rulesFor(["/a [x]*/"]).at(-1)).toEqual({ path: "/a [[]x][*]/**", include: true });
  });

  it("is told before the start where a tree lies among what is installed", () => {
    const installed = "/venv/lib/site-packages/client";
    expect(projectRoots(["/a"], "/a")).toEqual({});
    expect(projectRoots(["/a", installed], "/work")).toEqual({
      IDE_PROJECT_ROOTS: ["/a", installed, "/work"].join(delimiter),
    });
  });
});
