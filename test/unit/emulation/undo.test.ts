import {
  chmodSync,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { dirname, join } from "node:path";
import { describe, expect, it } from "vitest";
import { readJournal } from "../../../src/emulation/journal";
import { listLive } from "../../../src/emulation/live";
import { temporaryOf } from "../../../src/emulation/replaceFile";
import type { StateFolder } from "../../../src/emulation/stateFolder";
import { type UndoWorld, undoEmulation } from "../../../src/emulation/undo";
import { begun, host, newState, rewritten, temporaryFolder, token, write } from "./folders";

const worldOf = (state: StateFolder, order: string[] = []): UndoWorld => ({
  state,
  lock: (_, __, body) => body(),
  stopTree: async ({ roots, token, graceMs }) =>
    void order.push(`stop ${token} ${roots.map(({ pid }) => pid)} ${graceMs}`),
  removeFromEngine: async () => [],
  releaseTrees: async () => {
    order.push("trees");
    return [
      { kind: "clean", dir: "/clean" },
      { kind: "kept", dir: "/tree", why: "you edited it" },
    ];
  },
});

const setUp = async () => {
  const state = await newState();
  const folder = begun(state, "aaa");
  const path = join(temporaryFolder(), "conf.yaml");
  return { state, folder, path, undo: () => undoEmulation("aaa", 5, worldOf(state)) };
};

describe("undoing an emulation", () => {
  it("ends its processes by token before it restores files, and trees come last", async () => {
    const { state, folder, path } = await setUp();
    write(folder.journal, { kind: "process", name: "web", id: host });
    rewritten(folder, path, ["a: 1\n", "a: 2\n"]);
    const order: string[] = [];
    const world = worldOf(state, order);
    const { did, kept } = await undoEmulation("aaa", 5, {
      ...world,
      releaseTrees: async (id) => {
        order.push(readFileSync(path, "utf8"));
        return world.releaseTrees(id);
      },
    });
    expect(order).toEqual([`stop ${token} 7 5`, "a: 1\n", "trees"]);
    expect(did).toEqual(["stopped web", `restored ${path}`]);
    expect(kept).toEqual(["/tree: you edited it"]);
    expect(await listLive(state)).toEqual([]);
    expect(existsSync(folder.work)).toBe(false);
  });

  it("ends its processes also where the disk is too full for a lock", async () => {
    const { state, folder } = await setUp();
    write(folder.journal, { kind: "process", name: "web", id: host });
    const order: string[] = [];
    const lock = () => Promise.reject(new Error("ENOSPC"));
    await expect(undoEmulation("aaa", 5, { ...worldOf(state, order), lock })).rejects.toThrow("ENOSPC");
    expect(order).toEqual([`stop ${token} 7 5`]);
    expect(await listLive(state)).toHaveLength(1);
  });

  it("restores the exact bytes and rights", async () => {
    const { folder, path, undo } = await setUp();
    rewritten(folder, path, ["\uFEFFa: 1\r\nb: ü\r\n", "\uFEFFa: 2\r\nb: ü\r\n"]);
    chmodSync(path, 0o640);
    await undo();
    expect(readFileSync(path, "utf8")).toBe("\uFEFFa: 1\r\nb: ü\r\n");
    expect(statSync(path).mode & 0o777).toBe(0o640);
  });

  it("keeps the user's edits around the rewrite, and says where one overlaps it", async () => {
    const { folder, path, undo } = await setUp();
    rewritten(folder, path, ["a: 1\nb: 1\n", "a: 2\nb: 1\n", "# mine\na: 2\nb: 9\n"]);
    const other = `${path}.other`;
    rewritten(folder, other, ["a: 1\n", "a: 2\n", "a: 3\n"]);
    const { kept } = await undo();
    expect(readFileSync(path, "utf8")).toBe("# mine\na: 1\nb: 9\n");
    expect(readFileSync(other, "utf8")).toBe("a: 3\n");
    expect(kept[0]).toBe(`${other}: an edit of yours overlaps what was rewritten, and stays`);
  });

  it("gives back two rewrites of one file in reverse", async () => {
    const { folder, path, undo } = await setUp();
    rewritten(folder, path, ["a: 1\nb: 1\n", "a: 2\nb: 1\n"]);
    rewritten(folder, path, ["a: 2\nb: 1\n", "a: 2\nb: 2\n"]);
    await undo();
    expect(readFileSync(path, "utf8")).toBe("a: 1\nb: 1\n");
  });

  it("after a kill before the file was replaced changes nothing, and removes the half-made one", async () => {
    const { folder, path, undo } = await setUp();
    rewritten(folder, path, ["a: 1\n", "a: 2\n", "a: 1\n"]);
    writeFileSync(temporaryOf(path, "aaa"), "a:");
    expect((await undo()).did).toEqual([]);
    expect(existsSync(temporaryOf(path, "aaa"))).toBe(false);
    expect(readFileSync(path, "utf8")).toBe("a: 1\n");
  });

  it("done twice, the second does nothing", async () => {
    const { folder, path, undo } = await setUp();
    rewritten(folder, path, ["a: 1\n", "a: 2\n"]);
    await undo();
    writeFileSync(path, "a: 2\n");
    expect(await undo()).toEqual({ did: [], kept: [] });
    expect(readFileSync(path, "utf8")).toBe("a: 2\n");
  });

  it("cut short after a file, goes on with the others and leaves what the user did to the first", async () => {
    const { folder, path, undo } = await setUp();
    const other = `${path}.other`;
    rewritten(folder, other, ["b: 1\n", "b: 2\n"]);
    rewritten(folder, path, ["a: 1\n", "a: 2\n"]);
    const [, , last] = await readJournal(folder.journal);
    if (last?.kind !== "file") throw new Error("no file");
    write(folder.journal, { kind: "restored", path, written: last.written });
    expect((await undo()).did).toEqual([`restored ${other}`]);
    expect(readFileSync(path, "utf8")).toBe("a: 2\n");
  });

  it("leaves a file alone that the user removed", async () => {
    const { folder, path, undo } = await setUp();
    rewritten(folder, path, ["a: 1\n", "a: 2\n"]);
    rmSync(path);
    expect((await undo()).did).toEqual([]);
    expect(existsSync(path)).toBe(false);
  });

  it("stopped by one file gives back the others, and is not done before that one is, too", async () => {
    const { state, folder, path, undo } = await setUp();
    const gone = join(temporaryFolder(), "gone");
    rewritten(folder, path, ["a: 1\n", "a: 2\n"]);
    rewritten(folder, `${gone}`, ["b: 1\n", "b: 2\n"]);
    const entries = await readJournal(folder.journal);
    const last = entries.at(-1);
    if (last?.kind !== "file") throw new Error("no file");
    rmSync(last.original);
    mkdirSync(last.original);
    await expect(undo()).rejects.toThrow();
    expect(readFileSync(path, "utf8")).toBe("a: 1\n");
    expect(await listLive(state)).toHaveLength(1);
    rmSync(last.original, { recursive: true });
    writeFileSync(last.original, "b: 1\n");
    expect((await undo()).did).toEqual([`restored ${gone}`]);
  });

  it("leaves a folder alone that the user put in a file's place, and says where the old bytes are", async () => {
    const { folder, path, undo } = await setUp();
    const other = `${path}.other`;
    rewritten(folder, other, ["b: 1\n", "b: 2\n"]);
    rewritten(folder, path, ["a: 1\n", "a: 2\n"]);
    rmSync(path);
    mkdirSync(path);
    const { did, kept } = await undo();
    expect(did).toEqual([`restored ${other}`]);
    expect(kept[0]).toMatch(/conf.yaml is a folder now, and stays; its old bytes are in .*original$/);
  });

  it("writes through no link that the user put in a file's or its folder's place, and says so", async () => {
    const { folder, path, undo } = await setUp();
    const precious = join(temporaryFolder(), "precious");
    writeFileSync(precious, "a: 2\n");
    rewritten(folder, path, ["a: 1\n", "a: 2\n"]);
    rmSync(path);
    symlinkSync(precious, path);
    const inner = join(temporaryFolder(), "conf", "b.yaml");
    mkdirSync(dirname(inner));
    rewritten(folder, inner, ["b: 1\n", "b: 2\n"]);
    renameSync(dirname(inner), `${dirname(inner)}-moved`);
    symlinkSync(`${dirname(inner)}-moved`, dirname(inner), "junction");
    const { did, kept } = await undo();
    expect(did).toEqual([]);
    expect(kept.slice(0, 2)).toEqual([
      expect.stringMatching(/b\.yaml is behind a link now, and stays; its old bytes are in .*original$/),
      expect.stringMatching(/conf\.yaml is a link now, and stays; its old bytes are in .*original$/),
    ]);
    expect(readFileSync(precious, "utf8")).toBe("a: 2\n");
    expect(readFileSync(inner, "utf8")).toBe("b: 2\n");
  });

  it("removes what it created, a folder too", async () => {
    const { folder, path, undo } = await setUp();
    mkdirSync(join(path, "deep"), { recursive: true });
    write(folder.journal, { kind: "created", path });
    write(folder.journal, { kind: "created", path: `${path}.never-made` });
    await undo();
    expect(existsSync(path)).toBe(false);
  });
});
