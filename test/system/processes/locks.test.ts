import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { build } from "esbuild";
import { beforeAll, describe, expect, it } from "vitest";
import { isHeld, tryLock, withLock } from "../../../src/processes/locks";
import { type Observed, observe, temporaryFolder } from "./world";

let worker = "";

beforeAll(async () => {
  const { outputFiles } = await build({
    entryPoints: [join(import.meta.dirname, "lockWorker.ts")],
    bundle: true,
    platform: "node",
    format: "esm",
    banner: {
      js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);",
    },
    write: false,
    logLevel: "error",
  });
  worker = outputFiles[0]?.text ?? "";
});

const count = (folder: string, times: number, end = "lives"): Promise<Observed> =>
  observe({
    argv: [
      process.execPath,
      join(folder, "worker.mjs"),
      join(folder, "lock"),
      join(folder, "counter"),
      `${times}`,
      end,
    ],
  });

const prepared = async (): Promise<string> => {
  const folder = await temporaryFolder();
  writeFileSync(join(folder, "worker.mjs"), worker);
  writeFileSync(join(folder, "counter"), "0");
  return folder;
};

describe("a lock between processes", () => {
  it("lets no update get lost among processes, half of which die holding it", async () => {
    const folder = await prepared();
    const workers = await Promise.all(
      Array.from({ length: 6 }, (_, n) => count(folder, 15, n % 2 === 0 ? "dies" : "lives")),
    );
    const ends = await Promise.all(workers.map((one) => one.exited));
    expect(ends.map(({ code, signal }) => code ?? signal)).toEqual([
      "SIGKILL",
      0,
      "SIGKILL",
      0,
      "SIGKILL",
      0,
    ]);
    expect(readFileSync(join(folder, "counter"), "utf8")).toBe("90");
    expect(isHeld(tryLock(join(folder, "lock")))).toBe(true);
    expect(readdirSync(folder).sort()).toEqual(["counter", "lock", "worker.mjs"]);
  });

  it("is taken over by exactly one of many when its holder died", async () => {
    const folder = await prepared();
    await (await count(folder, 1, "dies")).exited;
    const path = join(folder, "lock");
    let inside = 0;
    let most = 0;
    await Promise.all(
      Array.from({ length: 20 }, () =>
        withLock(path, "it", async () => {
          most = Math.max(most, ++inside);
          await Promise.resolve();
          inside--;
        }),
      ),
    );
    expect(most).toBe(1);
    expect(readdirSync(folder)).not.toContain("lock");
  });

  it("is taken over even when those who were to remove it died too", async () => {
    const folder = await prepared();
    const path = join(folder, "lock");
    const dead = { pid: 4_194_303, startedAt: "long ago" };
    writeFileSync(path, JSON.stringify({ ...dead, nonce: "a" }));
    writeFileSync(`${path}.a`, JSON.stringify({ ...dead, nonce: "b" }));
    writeFileSync(`${path}.a.b`, JSON.stringify({ ...dead, nonce: "c" }));
    expect(isHeld(tryLock(path))).toBe(true);
    expect(readdirSync(folder).filter((name) => name.startsWith("lock"))).toEqual(["lock"]);
  });

  it("is given back when the work fails", async () => {
    const path = join(await temporaryFolder(), "deep", "lock");
    const failing = withLock(path, "it", () => Promise.reject(new Error("work failed")));
    await expect(failing).rejects.toThrow("work failed");
    expect(isHeld(tryLock(path))).toBe(true);
  });

  it("says who has it to those who wait, and when they gave up", async () => {
    const path = join(await temporaryFolder(), "lock");
    tryLock(path);
    const told: number[] = [];
    const waiting = withLock(path, "the tree of 1.0.0", () => Promise.resolve(), {
      timeoutMs: 30,
      onWait: ({ pid }) => told.push(pid),
    });
    await expect(waiting).rejects.toMatchObject({
      problem: {
        code: "locked",
        message: expect.stringContaining(`the tree of 1.0.0 is in use by process ${process.pid} (`),
      },
    });
    expect(told).toEqual([process.pid]);
  });

  it("is no longer waited for after an abort", async () => {
    const path = join(await temporaryFolder(), "lock");
    tryLock(path);
    const stop = new AbortController();
    const waiting = withLock(path, "it", () => Promise.resolve(), {
      signal: stop.signal,
      onWait: () => stop.abort(),
    });
    await expect(waiting).rejects.toMatchObject({ problem: { code: "interrupted" } });
  });
});
