import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { claimFile } from "../../../src/emulation/claims";
import { emulationFolder } from "../../../src/emulation/emulationFolder";
import { markLive } from "../../../src/emulation/live";
import { makeStateFolder, type StateFolder, stateFolder } from "../../../src/emulation/stateFolder";
import { undoEmulation } from "../../../src/emulation/undo";
import { newRunToken } from "../../../src/processes/tokens";

const id = "abc123";
const host = { pid: 1, startedAt: "long ago" };

describe("an emulation whose journal was lost with its host", () => {
  let root: string;
  let state: StateFolder;
  const stopped: string[] = [];
  const world = () => ({
    state,
    isAlive: () => false,
    lock: <T>(_: string, __: string, body: () => Promise<T>) => body(),
    stopTree: async ({ token }: { token: string }) => void stopped.push(token),
    removeFromEngine: async () => [],
    releaseTrees: async () => [],
  });

  beforeEach(async () => {
    root = mkdtempSync(join(tmpdir(), "backcompat-known-"));
    state = stateFolder({ BACKCOMPAT_HOME: join(root, "state") });
    await makeStateFolder(state);
    stopped.length = 0;
  });
  afterEach(() => rmSync(root, { recursive: true }));

  it.each(["", '{"kind":"lease"}\n'])(
    "is known by its marker and its claims (journal: %j)",
    async (journal) => {
      const token = newRunToken();
      markLive(state, { emulation: id, host, token });
      const folder = emulationFolder(state, id);
      mkdirSync(folder.backups, { recursive: true });
      writeFileSync(folder.journal, journal);
      const file = join(root, "workspace.yaml");
      const copy = {
        original: join(folder.backups, "0.original"),
        written: join(folder.backups, "0.written"),
      };
      await claimFile(file, id, copy, world());
      writeFileSync(copy.original, "port: 1\n");
      writeFileSync(copy.written, "port: 2\n");
      writeFileSync(file, "port: 2\n# mine\n");

      const { did } = await undoEmulation(id, 0, world());

      expect(stopped).toEqual([token]);
      expect(readFileSync(file, "utf8")).toBe("port: 1\n# mine\n");
      expect(did).toEqual([`restored ${file}`]);
      expect(await undoEmulation(id, 0, world())).toEqual({ did: [], kept: [] });
    },
  );
});
