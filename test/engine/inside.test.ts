import { mkdtempSync, readFileSync, readlinkSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { copyOut } from "../../src/containers/copyOut";
import type { Engine } from "../../src/containers/engine";
import { followLogs, type LogRequest } from "../../src/containers/followLogs";
import { openEngine } from "../../src/containers/openEngine";
import {
  inspectContainer,
  killContainer,
  pauseContainer,
  removeContainer,
  startContainer,
  stopContainer,
  unpauseContainer,
} from "../../src/containers/operations";
import { runInside } from "../../src/containers/runInside";
import { isRecord } from "../../src/util/json";
import { problemOf } from "../../src/util/problem";
import { startDockerd } from "./harness/dockerd";
import { docker, importBusybox } from "./harness/images";
import { waitFor } from "./harness/waitFor";
import { removedAfter, sharedWorld, specOf } from "./world";

let engine: Engine;
let host: string;
const never = new AbortController().signal;

beforeAll(async () => {
  const dockerd = removedAfter(await startDockerd());
  importBusybox(dockerd.host);
  host = dockerd.host;
  engine = await openEngine(specOf("one", host), sharedWorld(), never);
});

const run = (...args: readonly string[]): string =>
  docker(host, "run", "-d", "--stop-signal", "KILL", ...args);
const sleeping = (): string => run("busybox:local", "sleep", "1000");

const logOf = async (id: string, request: LogRequest = {}): Promise<Record<string, string>> => {
  const texts: Record<string, string> = { stdout: "", stderr: "" };
  const deliver = (stream: string, piece: Buffer): void => {
    texts[stream] += piece.toString("utf8");
  };
  await followLogs(engine, id, request, deliver, never);
  return texts;
};

const codeOf = (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => "done",
    (error: unknown) => problemOf(error).code,
  );

const stateOf = async (id: string): Promise<unknown> => {
  const found = await inspectContainer(engine, id);
  return isRecord(found) && isRecord(found["State"]) ? found["State"]["Status"] : undefined;
};

const hasMade = (id: string, path: string): Promise<boolean> =>
  waitFor(path, async () => {
    const { exit } = await runInside(engine, id, ["ls", path]);
    return exit === 0 ? true : undefined;
  });

describe("a container's log", () => {
  it("keeps what was written to stdout and to stderr apart, to the last byte", async () => {
    const id = run("busybox:local", "sh", "-c", "seq 1 20000; seq 1 3 >&2; printf end");
    const { stdout, stderr } = await logOf(id, { follow: true });
    expect(stdout).toBe(`${Array.from({ length: 20_000 }, (_, index) => index + 1).join("\n")}\nend`);
    expect(stderr).toBe("1\n2\n3\n");
  });

  it("is one stream where the container has a terminal", async () => {
    const id = run("-t", "busybox:local", "sh", "-c", "echo out; echo err >&2");
    expect(await logOf(id, { follow: true })).toEqual({ stdout: "out\r\nerr\r\n", stderr: "" });
  });

  it("says that the container is not there", async () => {
    expect(await codeOf(logOf("nobody"))).toBe("not-on-engine");
  });
});

describe("a command inside", () => {
  it("gives its output and its exit code", async () => {
    const output = await runInside(
      engine,
      sleeping(),
      ["sh", "-c", 'echo "$WORD $(pwd)"; echo bad >&2; exit 3'],
      {
        env: { WORD: "hello" },
        cwd: "/tmp",
      },
    );
    expect(output).toEqual({ exit: 3, stdout: "hello /tmp\n", stderr: "bad\n" });
  });
});

describe("copying out of a container", () => {
  it("brings a folder with its links and rights", async () => {
    const script =
      "mkdir -p /tmp/a/b; echo text > /tmp/a/b/file; chmod 755 /tmp/a/b/file; ln -s b/file /tmp/a/link";
    const id = run("busybox:local", "sh", "-c", `${script}; sleep 1000`);
    const folder = mkdtempSync(join(tmpdir(), "copied-"));
    try {
      await hasMade(id, "/tmp/a/link");
      expect(await copyOut(engine, id, "/tmp/a", folder)).toBe(join(folder, "a"));
      expect(readFileSync(join(folder, "a", "b", "file"), "utf8")).toBe("text\n");
      expect(readlinkSync(join(folder, "a", "link"))).toBe("b/file");
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  it("refuses to write through a link that leads out of the folder", async () => {
    const script = "mkdir -p /tmp/x/a; ln -s /etc /tmp/x/a/out; touch /tmp/x/done";
    const id = run("busybox:local", "sh", "-c", `${script}; sleep 1000`);
    const folder = mkdtempSync(join(tmpdir(), "copied-"));
    try {
      await hasMade(id, "/tmp/x/done");
      await copyOut(engine, id, "/tmp/x", folder);
      docker(
        host,
        "exec",
        id,
        "sh",
        "-c",
        "rm /tmp/x/a/out; mkdir /tmp/x/a/out; echo evil > /tmp/x/a/out/passwd-of-test",
      );
      expect(await codeOf(copyOut(engine, id, "/tmp/x", folder))).toBe("copy-outside");
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});

describe("a container's life", () => {
  it("is stopped, started, paused, killed and removed", async () => {
    const id = sleeping();
    await pauseContainer(engine, id);
    expect(await stateOf(id)).toBe("paused");
    await unpauseContainer(engine, id);
    await stopContainer(engine, id, { graceS: 0 });
    expect(await stateOf(id)).toBe("exited");
    await startContainer(engine, id);
    await startContainer(engine, id);
    await killContainer(engine, id);
    await removeContainer(engine, id);
    await removeContainer(engine, id);
    expect(await codeOf(startContainer(engine, id))).toBe("not-on-engine");
  });

  it("says what its state does not allow", async () => {
    const id = sleeping();
    await killContainer(engine, id);
    expect(await codeOf(killContainer(engine, id))).toBe("engine-conflict");
  });
});
