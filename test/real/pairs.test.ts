import { execFile } from "node:child_process";
import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

const cli = join(import.meta.dirname, "../../dist/cli.js");
const folder = join(import.meta.dirname, "pairs/rpyc");

let home: string;
beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), "backcompat-pairs-"));
});
afterAll(() => rm(home, { recursive: true, force: true }));

const run = (server: string, client: string, ...more: readonly string[]) => {
  const versions = ["--with", `server=${server}`, "--with", `client=${client}`];
  const env = { ...process.env, BACKCOMPAT_HOME: home };
  return new Promise<{ exit: unknown; report: unknown }>((resolve, reject) => {
    execFile(
      process.execPath,
      [cli, "run", "rpyc", ...versions, ...more, "--json"],
      { cwd: folder, env },
      (error, stdout, stderr) => {
        if (stdout === "") reject(new Error(stderr, { cause: error }));
        else resolve({ exit: error?.code ?? 0, report: JSON.parse(stdout) });
      },
    );
  });
};

// https://github.com/tomerfiliba-org/rpyc/issues/552: since 6.0.0 messages are laid out differently.
const newToOld = "ValueError: not enough values to unpack (expected 3, got 0)";
const oldToNew = "ValueError: invalid message type: 18";

const line = (side: string, version: string, text: unknown) => ({
  side,
  version,
  service: side === "server" ? "library" : "a book is lent",
  text,
  file: expect.stringMatching(/core\/\w+\.py$/),
});

describe("RPyC, whose clients and servers are of different releases", () => {
  it("4.1.5 understands 5.0.1", async () => {
    const files = await readdir(folder, { recursive: true });
    expect(await run("5.0.1", "4.1.5")).toMatchObject({
      exit: 0,
      report: {
        verdict: "green",
        versions: { server: "5.0.1", client: "4.1.5" },
        checks: [{ name: "a book is lent", verdict: "green", exit: 0 }],
        rootCauseLines: [],
        silent: [],
      },
    });
    expect(await readdir(folder, { recursive: true })).toEqual(files);
  });

  it("6.0.0 doesn't, and each side says why", async () => {
    expect(await run("5.0.1", "6.0.0")).toMatchObject({
      exit: 1,
      report: {
        verdict: "red",
        checks: [{ name: "a book is lent", verdict: "red", exit: 1 }],
        rootCauseLines: [line("server", "5.0.1", newToOld), line("client", "6.0.0", oldToNew)],
        silent: [],
      },
    });
  });

  it("the other way round, each says what the other one said before", async () => {
    expect(await run("5.0.1", "6.0.0", "--swap")).toMatchObject({
      exit: 1,
      report: {
        rootCauseLines: [line("server", "6.0.0", oldToNew), line("client", "5.0.1", newToOld)],
        silent: [],
      },
    });
  });

  // https://github.com/tomerfiliba-org/rpyc/issues/330, announced in the release notes of 4.1.0.
  it("4.1.0 breaks on 4.0.2, which keeps silent about it", async () => {
    expect(await run("4.0.2", "4.1.0")).toMatchObject({
      exit: 1,
      report: {
        rootCauseLines: expect.arrayContaining([
          expect.objectContaining(
            line("client", "4.1.0", expect.stringMatching(/: \(\d+, 'Library', '__main__'\)$/)),
          ),
        ]),
        silent: ["server"],
      },
    });
  });
});
