import { execFileSync } from "node:child_process";
import { describe, expect, it } from "vitest";
import { newRunToken, processesWithToken } from "../../../src/processes/tokens";
import { runTool } from "../../../src/processes/tool";
import type { Line, ToolCall } from "../../../src/processes/types";
import { python, script, temporaryFolder } from "./world";

const call = (tool: string, ...args: string[]): ToolCall<string> => ({
  tool,
  args,
  parse: ({ stdout }) => stdout,
});

const repository = async (): Promise<string> => {
  const folder = await temporaryFolder();
  const git = (...args: string[]): void => {
    execFileSync("git", ["-C", folder, "-c", "user.name=a", "-c", "user.email=a@b", ...args], {
      stdio: "ignore",
    });
  };
  git("init", "-q");
  git("commit", "-q", "--allow-empty", "-m", "first");
  git("tag", "1.0.0");
  return folder;
};

describe("calling a tool", () => {
  it("hands stdout, stderr and the exit code to parse, untouched", async () => {
    const output = await runTool({
      ...call(python, "-c", "import sys; print('  out '); sys.stderr.write('err'); sys.exit(3)"),
      accept: [0, 3],
      parse: (all) => all,
    });
    expect(output).toEqual({ stdout: "  out \n", stderr: "err", exit: 3 });
  });

  it("fails with tool, arguments, exit and the last lines, without the passwords in URLs", async () => {
    const folder = await temporaryFolder();
    script(folder, "fetcher", "#!/bin/sh\nseq 1 30 >&2; echo cannot reach $1 >&2; exit 4\n");
    const failing = runTool({
      ...call("fetcher", "https://me:s3cret@example.org/x?token=abc&page=2"),
      env: { PATH: `${folder}:${process.env["PATH"]}` },
    });
    await expect(failing).rejects.toMatchObject({
      problem: {
        code: "tool-failed",
        exit: 3,
        message: "`fetcher 'https://***@example.org/x?token=***&page=2'` failed with exit code 4",
        lines: [
          ...Array.from({ length: 19 }, (_, n) => `${n + 12}`),
          "cannot reach https://***@example.org/x?token=***&page=2",
        ],
      },
    });
  });

  it("says how to get a tool that is missing", async () => {
    await expect(runTool({ ...call("uv"), env: { PATH: "/nowhere" } })).rejects.toMatchObject({
      problem: { code: "tool-missing", exit: 3, hint: expect.stringContaining("pip install uv") },
    });
  });

  it("streams lines while the tool runs", async () => {
    const lines: Line[] = [];
    await runTool(call(python, "-c", "print('one'); print('two')"), { onLine: (line) => lines.push(line) });
    expect(lines.map(({ stream, text }) => [stream, text])).toEqual([
      ["stdout", "one"],
      ["stdout", "two"],
    ]);
  });

  it("stops the whole tree on abort, and nothing else of the same run", async () => {
    const token = newRunToken();
    const [stop, stopOther] = [new AbortController(), new AbortController()];
    const other = runTool(call("sleep", "600"), { token, signal: stopOther.signal });
    const tree = "import os, time; os.fork() or os.setsid(); print('up', flush=True); time.sleep(600)";
    const aborted = runTool(call(python, "-c", tree), {
      token,
      signal: stop.signal,
      onLine: () => stop.abort(),
    });
    await expect(aborted).rejects.toMatchObject({ problem: { code: "interrupted", exit: 130 } });
    const living = await processesWithToken(token);
    stopOther.abort();
    await expect(other).rejects.toThrow("cancelled");
    expect(living).toHaveLength(1);
    expect(await processesWithToken(token)).toEqual([]);
  });

  it("doesn't start at all when aborted before", async () => {
    const file = `${await temporaryFolder()}/made`;
    await expect(runTool(call("touch", file), { signal: AbortSignal.abort() })).rejects.toThrow("cancelled");
    expect(() => execFileSync("test", ["-e", file])).toThrow();
  });
});

describe("calling git", () => {
  it("gives exact output, stderr and exit codes", async () => {
    const cwd = await repository();
    expect(await runTool({ ...call("git", "tag"), cwd })).toBe("1.0.0\n");
    const absent = { ...call("git", "rev-parse", "--verify", "nope"), cwd, accept: [0, 128] };
    expect(await runTool({ ...absent, parse: ({ exit, stderr }) => [exit, stderr] })).toEqual([
      128,
      "fatal: Needed a single revision\n",
    ]);
    await expect(runTool({ ...call("git", "rev-parse", "--verify", "nope"), cwd })).rejects.toMatchObject({
      problem: { code: "tool-failed", lines: ["fatal: Needed a single revision"] },
    });
  });

  it.each([
    [["-c", "core.hooksPath=/dev/null", "-c", "protocol.file.allow=always", "status", "--porcelain"]],
    [["-c", "core.sshCommand=ssh -o BatchMode=yes", "-c", "core.editor=true", "log", "--format=%s"]],
    [["-c", "filter.lfs.smudge=cat", "-c", "credential.helper=", "-c", "alias.x=log", "log", "-1"]],
    [["ls-remote", "--upload-pack=git-upload-pack", "."]],
    [["config", "--local", "core.fsmonitor", "false"]],
    [["for-each-ref", "--format=%(refname)"]],
  ])("is not refused %j", async (args) => {
    await runTool({ ...call("git", ...args), cwd: await repository() });
  });

  it("takes variables of git's own when they are given, but none of the user's that name a repository", async () => {
    const cwd = await repository();
    process.env["GIT_DIR"] = "/no/such/repository";
    try {
      const env = {
        GIT_AUTHOR_NAME: "Ada",
        GIT_AUTHOR_EMAIL: "a@b",
        GIT_COMMITTER_NAME: "Ada",
        GIT_COMMITTER_EMAIL: "a@b",
      };
      await runTool({ ...call("git", "commit", "--allow-empty", "-m", "second"), cwd, env });
      expect(await runTool({ ...call("git", "log", "-1", "--format=%an"), cwd })).toBe("Ada\n");
    } finally {
      delete process.env["GIT_DIR"];
    }
  });

  it("reads its input", async () => {
    const id = await runTool({
      ...call("git", "hash-object", "--stdin"),
      cwd: await repository(),
      input: "hello\n",
    });
    expect(id).toBe("ce013625030ba8dba906f756967f9e9ca394464a\n");
  });

  it("streams lines", async () => {
    const lines: string[] = [];
    await runTool(
      { ...call("git", "tag"), cwd: await repository() },
      { onLine: ({ text }) => lines.push(text) },
    );
    expect(lines).toEqual(["1.0.0"]);
  });

  it("stops with all its children on abort", async () => {
    const token = newRunToken();
    const stop = new AbortController();
    const call_ = {
      ...call("git", "-c", "alias.wait=!echo up; sleep 600; true", "wait"),
      cwd: await repository(),
    };
    const aborted = runTool(call_, { token, signal: stop.signal, onLine: () => stop.abort() });
    await expect(aborted).rejects.toMatchObject({ problem: { code: "interrupted" } });
    expect(await processesWithToken(token)).toEqual([]);
  });

  it("names a folder that is not there", async () => {
    await expect(runTool({ ...call("git", "status"), cwd: "/no/such/folder" })).rejects.toMatchObject({
      problem: { code: "cannot-start", message: expect.stringContaining("that folder does not exist") },
    });
  });
});
