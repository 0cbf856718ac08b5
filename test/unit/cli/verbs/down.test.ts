import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { down } from "../../../../src/cli/verbs/down";
import { type ControlServer, type Handle, serveControl } from "../../../../src/emulation/control";
import { emulationFolder } from "../../../../src/emulation/emulationFolder";
import { markLive } from "../../../../src/emulation/live";
import { writeRecord } from "../../../../src/emulation/record";
import { identify } from "../../../../src/processes/identity";
import { begun, host, newState } from "../../emulation/folders";

const self = identify(process.pid) ?? host;

/** A state folder with emulations, and what `down` says and answers there. */
const machine = async () => {
  const state = await newState();
  const [said, out]: [string[], string[]] = [[], []];
  const servers: ControlServer[] = [];
  const emulation = async (id: string, handle?: Handle): Promise<void> => {
    begun(state, id);
    const address = join(state.root, `${id}.sock`);
    const common = { scenario: "tiny", title: "", folder: "/", versions: {}, sides: {}, started: 1 };
    await writeRecord(state, { ...common, id, host: self, control: address, state: "ready" });
    if (handle === undefined) return;
    markLive(state, { emulation: id, host: self });
    servers.push(await serveControl({ address, folder: undefined }, handle));
  };
  const run = async (words: string[], ...flags: string[]): Promise<number> => {
    const args = {
      words,
      flag: (name: string) => flags.includes(name),
      text: () => undefined,
      texts: () => [],
    };
    const exit = await down.run(args, {
      terminal: {
        interactive: false,
        out: (text) => void out.push(text),
        say: (text) => void said.push(text),
        status: () => undefined,
        paint: (_, text) => text,
      },
      cwd: "/",
      env: { BACKCOMPAT_HOME: state.root },
      dist: "/",
      signal: new AbortController().signal,
      onHurry: () => undefined,
    });
    await Promise.all(servers.map((server) => server.close()));
    return exit;
  };
  return { state, said, out, emulation, run };
};

describe.skipIf(process.platform === "win32")("down", () => {
  it("asks the host to stop, and says what it kept", async () => {
    const { said, out, emulation, run } = await machine();
    const asked: string[] = [];
    await emulation("aaa111", async (verb) => {
      asked.push(verb);
      return { did: [], kept: ["/a: an edit of yours stays"] };
    });
    expect(await run([], "json")).toBe(0);
    expect(asked).toEqual(["stop"]);
    expect(said).toEqual(["stopped aaa111 (tiny)", "  kept /a: an edit of yours stays"]);
    expect(out).toEqual(['{"stopped":["aaa111"]}']);
  });

  it("undoes one whose host has died", async () => {
    const { said, emulation, run } = await machine();
    await emulation("dead00");
    expect(await run(["dead"])).toBe(0);
    expect(said[0]).toBe("dead00 (tiny) has no host any more");
    expect(said[1]).toContain("Cleaned up emulation dead00");
  });

  it("does not end well where that can't be undone", async () => {
    const { state, said, emulation, run } = await machine();
    await emulation("dead00");
    // A folder stands where the journal should be.
    const { journal } = emulationFolder(state, "dead01");
    mkdirSync(journal, { recursive: true });
    markLive(state, { emulation: "dead01", host });
    expect(await run(["dead00"])).toBe(0);
    expect(said.join("\n")).toContain("dead01, whose host had died, could not be undone");

    const again = await machine();
    await again.emulation("dead02");
    writeFileSync(emulationFolder(again.state, "dead02").journal, '{"kind":"begin"}\n');
    expect(await again.run(["dead02"])).toBe(3);
  });

  it("is done where nothing runs, unless one was named", async () => {
    const { run } = await machine();
    expect(await run([])).toBe(0);
    await expect(run(["aaa"])).rejects.toMatchObject({ problem: { code: "no-emulation", exit: 2 } });
  });

  it("stops all with --all, and asks which where several run", async () => {
    const { said, emulation, run } = await machine();
    await emulation("aaa111", async () => ({ kept: [] }));
    await emulation("bbb222", async () => ({ kept: [] }));
    await expect(run([])).rejects.toMatchObject({ problem: { code: "which-emulation" } });
    expect(said).toEqual([]);
    expect(await run([], "all")).toBe(0);
    expect([...said].sort()).toEqual(["stopped aaa111 (tiny)", "stopped bbb222 (tiny)"]);
  });
});
