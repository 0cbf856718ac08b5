import { createHash } from "node:crypto";
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { debugpyFor } from "../../../src/languages/debugpy";
import { linkIn } from "../../../src/languages/debugpyIndex";
import type { DebuggerWorld } from "../../../src/languages/types";
import type { ToolCall } from "../../../src/processes/types";
import type { HttpGet } from "../../../src/versions/http/types";
import { refusal, toolsWith, worldWith } from "./world";

const folders: string[] = [];
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true });
});

const name = "debugpy-1.5.1-py2.py3-none-any.whl";
const bytes = Buffer.from([0x50, 0x4b, 0xff, 0xfe, 0x00]);
const sha256 = createHash("sha256").update(bytes).digest("hex");

interface Machine {
  readonly pip?: boolean;
  readonly zip?: boolean;
  readonly get?: HttpGet;
  readonly index?: string;
}

const machine = ({
  pip = true,
  zip = true,
  get,
  index = "https://user:pw@index.test/simple",
}: Machine = {}) => {
  const folder = mkdtempSync(join(tmpdir(), "backcompat-fetch-"));
  folders.push(folder);
  const calls: ToolCall<unknown>[] = [];
  const run = toolsWith((call) => {
    calls.push(call);
    const target = call.args.at(-1) ?? "";
    if (call.args[1] === "pip" && pip)
      writeFileSync(join(call.args[call.args.indexOf("-d") + 1] ?? "", name), bytes);
    if (call.args[1] === "zipfile" && zip) {
      mkdirSync(join(target, "debugpy"));
      writeFileSync(join(target, "debugpy", "__main__.py"), "");
    }
    return (call.args[1] === "pip" ? pip : zip) ? "" : undefined;
  });
  const world: DebuggerWorld = worldWith({
    folder: join(folder, "debuggers"),
    locks: join(folder, "locks"),
    env: { PIP_CONFIG_FILE: "/dev/null", PIP_INDEX_URL: index },
    run,
    get: get ?? (() => Promise.reject(new Error("offline"))),
  });
  return { world, calls, fetch: () => debugpyFor("3.6.15", "/venv/bin/python", world, {}) };
};

const serving =
  (sent: Uint8Array, asked: string[] = []): HttpGet =>
  async (url, { headers }) => {
    asked.push(`${url} ${headers["authorization"] ?? "plainly"}`);
    if (url.endsWith(".whl"))
      return { status: 200, contentType: "application/octet-stream", body: "", bytes: sent };
    const files = [{ filename: name, url: `../../files/${name}`, hashes: { sha256 } }];
    return {
      status: 200,
      contentType: "application/vnd.pypi.simple.v1+json",
      body: JSON.stringify({ files }),
    };
  };

describe("a debugger that isn't there", () => {
  it("is fetched by pip as the user has set it up, once, and kept whole", async () => {
    const { world, calls, fetch } = machine();
    const dir = await fetch();
    expect(dir).toBe(join(world.folder, "debugpy-1.5.1"));
    expect(calls[0]).toMatchObject({ tool: "/venv/bin/python" });
    expect(calls[0]?.args.join(" ")).toContain("--only-binary=:all: --platform any");
    expect(calls[0]?.args).toContain("debugpy==1.5.1");
    expect(readdirSync(dir)).toEqual(["debugpy"]);
    const before = calls.length;
    await fetch();
    expect(calls).toHaveLength(before);
  });

  it("is said to be fetched, once, and is used last when it was asked for last", async () => {
    const { world } = machine();
    const said: string[] = [];
    const fetch = () =>
      debugpyFor("3.6.15", undefined, world, { onLine: ({ text }) => void said.push(text) });
    const dir = await fetch();
    expect(said).toEqual(["Fetching debugpy 1.5.1, which debugs Python 3.6.15"]);
    utimesSync(dir, 1, 1);
    await fetch();
    expect(said).toHaveLength(1);
    expect(statSync(dir).mtimeMs).toBeGreaterThan(1000);
  });

  it("is fetched once by all who ask at once", async () => {
    const { calls, fetch } = machine();
    await Promise.all([fetch(), fetch(), fetch()]);
    expect(calls.filter(({ args }) => args[1] === "pip")).toHaveLength(1);
  });

  it("comes from the index itself where there is no pip, with its credentials", async () => {
    const asked: string[] = [];
    const { fetch } = machine({ pip: false, get: serving(bytes, asked) });
    expect(existsSync(join(await fetch(), "debugpy", "__main__.py"))).toBe(true);
    const basic = `Basic ${Buffer.from("user:pw").toString("base64")}`;
    expect(asked).toEqual([
      `https://index.test/simple/debugpy/ ${basic}`,
      `https://index.test/files/${name} ${basic}`,
    ]);
  });

  it("is not taken where its bytes aren't those that the index names", async () => {
    const { world, fetch } = machine({ pip: false, get: serving(Buffer.from("other")) });
    expect(await refusal(fetch())).toContain("is not the wheel that its index names");
    expect(readdirSync(world.folder)).toEqual([]);
  });

  it("and can't be had offline is said, with what to do, and leaves no half of it", async () => {
    const { world, fetch } = machine({ pip: false });
    const text = await refusal(fetch());
    expect(text).toContain("debugpy 1.5.1, which Python 3.6.15 needs, can't be fetched");
    expect(text).toContain("offline");
    expect(text).toContain(`unpack ${name} into ${join(world.folder, "debugpy-1.5.1")}`);
    expect(readdirSync(world.folder)).toEqual([]);
  });

  it("and can't be unpacked is said", async () => {
    const { world, fetch } = machine({ zip: false });
    expect(await refusal(fetch())).toContain("can't be unpacked");
    expect(readdirSync(world.folder)).toEqual([]);
  });

  it("stops being fetched when the emulation is cancelled", async () => {
    const { world, calls } = machine();
    const signal = AbortSignal.abort();
    expect(await refusal(debugpyFor("3.6.15", undefined, world, { signal }))).toContain("cancelled");
    expect(calls).toEqual([]);
  });
});

describe("an index's page", () => {
  const page = new URL("https://user:pw@index.test/simple/debugpy/");
  const html = (href: string): { contentType: string; body: string } => ({
    contentType: "text/html",
    body: `<a href="x">debugpy-1.5.1.zip</a> <a data-x="1" href="${href}">${name}</a>`,
  });

  it("gives the file by its name, with the hash behind it", () => {
    const link = linkIn(html(`https://files.test/a?x=1&amp;y=2#sha256=${sha256}`), name, page);
    expect(link).toEqual({ url: new URL("https://files.test/a?x=1&y=2"), sha256 });
  });

  it("keeps its credentials to itself", () => {
    expect(linkIn(html(`https://files.test/a#sha256=${sha256}`), name, page)?.url.username).toBe("");
    expect(linkIn(html(`/a#sha256=${sha256}`), name, page)?.url.username).toBe("user");
  });

  it("gives nothing without a hash", () => {
    expect(linkIn(html("https://files.test/a"), name, page)).toBeUndefined();
  });
});
