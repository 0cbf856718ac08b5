import { appendFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { openLogStore } from "../../../src/capture/logStore";
import { emulationFolder } from "../../../src/emulation/emulationFolder";
import { noteEngineClock, readEngineClocks } from "../../../src/emulation/engineClocks";
import { makePlan } from "../../../src/emulation/makePlan";
import type { EmulationRecord } from "../../../src/emulation/record";
import { stateFolder } from "../../../src/emulation/stateFolder";
import { openFiles, openLogs } from "../../../src/logs/openLogs";
import { storedCauses } from "../../../src/logs/storedCauses";
import { scenarioOf, settled } from "../scenario/settling";
import { start, textsOf } from "./memoryStore";

const root = mkdtempSync(join(tmpdir(), "logs-"));
afterAll(() => rmSync(root, { recursive: true, force: true }));

let count = 0;
const newEmulation = async () => {
  const folder = emulationFolder(stateFolder({ BACKCOMPAT_HOME: root }), `e${count++}`);
  mkdirSync(folder.logs, { recursive: true });
  const store = await openLogStore(folder.logs);
  const say = (service: string, ms: number, text: string, stream: "stdout" | "stderr" = "stdout"): void =>
    store.append(service, { time: start + ms, stream, text });
  return { folder, store, say };
};

const planOf = (side: string, services: Readonly<Record<string, object>>, more: object = {}) =>
  makePlan(
    settled(
      scenarioOf({
        sides: { [side]: { source: { folder: "." } } },
        services: Object.fromEntries(
          Object.entries(services).map(([name, body]) => [
            name,
            { side, ...("image" in body ? {} : { run: ["x"] }), ...body },
          ]),
        ),
        ...more,
      }),
      {},
    ),
  );

describe("the logs of an emulation", () => {
  it("are those of its store, merged, without a plan too", async () => {
    const { folder, store, say } = await newEmulation();
    say("a b/c", 1, "one");
    say("web", 2, "two");
    say("a b/c", 3, "three");
    await store.close();
    const view = await openLogs(folder);
    expect(await textsOf(view)).toEqual(["one", "two", "three"]);
    expect(view.sources.map(({ service, side }) => [service, side])).toEqual([
      ["a b/c", undefined],
      ["web", undefined],
    ]);
    view.dispose();
  });

  it("of an engine elsewhere are of our clock, whatever its own says", async () => {
    const { folder, store, say } = await newEmulation();
    say("web", 1, "2026-11-20T14:00:00.900Z of its own clock");
    await store.close();
    await noteEngineClock(folder, "core1", 60_000);
    await noteEngineClock(folder, "core2", -5);
    expect(await readEngineClocks(folder)).toEqual({ core1: 60_000, core2: -5 });
    writeFileSync(
      folder.plan,
      JSON.stringify(
        planOf("a", { web: { engine: "core1", image: "busybox" } }, { engines: { core1: "ssh://a@b" } }),
      ),
    );
    const view = await openLogs(folder);
    expect((await view.rows(0, 1))[0]).toMatchObject({
      time: start + 60_001,
      source: { engine: "core1", side: "a" },
    });
    view.dispose();
  });

  it("are none where nothing was said", async () => {
    const view = await openLogs(emulationFolder(stateFolder({ BACKCOMPAT_HOME: root }), "none"));
    expect([view.count, view.sources, await view.rows(0, 10)]).toEqual([0, [], []]);
    expect((await view.find({ text: "a" })).count).toBe(0);
    view.dispose();
  });

  it("are followed, also those of services that begin to speak later", async () => {
    const { folder, store, say } = await newEmulation();
    say("web", 1, "one");
    await store.flush();
    const view = await openLogs(folder, { follow: true });
    const errors = view.filter({ text: { text: "ERROR" } });
    const grown = new Promise<void>((resolve) => {
      errors.onGrow(() => errors.count === 2 && resolve());
    });
    say("web", 2, "ERROR two");
    say("late", 3, "ERROR three");
    await store.close();
    await grown;
    expect(await textsOf(view)).toEqual(["one", "ERROR two", "ERROR three"]);
    expect(await textsOf(errors)).toEqual(["ERROR two", "ERROR three"]);
    view.dispose();
    errors.dispose();
  });
});

const recordOf = (more: Partial<EmulationRecord>): EmulationRecord => ({
  id: "e",
  scenario: "s",
  title: "",
  folder: "/",
  versions: {},
  sides: {},
  host: { pid: 1, startedAt: "" },
  control: "",
  started: start,
  state: "ended",
  ...more,
});

describe("what each side said when it broke", () => {
  it("is found in a long log, by its last failure, and not behind the stop", async () => {
    const { folder, store, say } = await newEmulation();
    for (let i = 0; i < 60_000; i++) say("web", i, `INFO request ${i}`);
    say("web", 60_000, "Traceback (most recent call last):", "stderr");
    say("web", 60_000, '  File "/trees/host/client.py", line 7, in send', "stderr");
    say("web", 60_000, "KeyError: 'job_name'", "stderr");
    for (let i = 0; i < 100; i++) say("web", 60_001 + i, "INFO idle");
    say("web", 70_000, "RuntimeError: ended too early", "stderr");
    await store.close();
    writeFileSync(folder.plan, JSON.stringify(planOf("host", { web: {} })));
    const view = await openLogs(folder);
    const record = recordOf({
      stopping: start + 65_000,
      dirs: { host: "/trees/host" },
      sides: { host: "2.0" },
    });
    const { lines } = await storedCauses({ view, folder, record });
    expect(lines).toEqual([
      {
        side: "host",
        service: "web",
        version: "2.0",
        text: "KeyError: 'job_name'",
        file: "client.py",
        line: 7,
        time: start + 60_000,
      },
    ]);
    view.dispose();
  });
});

describe("a long log without levels", () => {
  it("is looked through for words, and a side that said none of them is silent", async () => {
    const { folder, store, say } = await newEmulation();
    for (let i = 0; i < 25_000; i++) {
      say("web", i, `request ${i}`, "stderr");
      say("other", i, `request ${i}`, "stderr");
      if (i === 12_000) say("web", i, "unknown field jobName", "stderr");
    }
    await store.close();
    writeFileSync(folder.plan, JSON.stringify(planOf("host", { web: {} })));
    const view = await openLogs(folder);
    const causes = await storedCauses({
      view,
      folder,
      record: recordOf({ sides: { host: "1", code: "2" } }),
    });
    expect(causes).toMatchObject({ lines: [{ text: "unknown field jobName" }], silent: ["code"] });
    view.dispose();
  });
});

describe("a plain file", () => {
  it("is read by the times that it says itself, lines without one with the record above", async () => {
    const [a, b] = [join(root, "a.log"), join(root, "b.log")];
    writeFileSync(a, "2026-11-20T14:00:01Z one\n  more of it\nand more\r\n2026-11-20T14:00:03Z three");
    writeFileSync(b, "[2026-11-20T14:00:02Z] two\n");
    const view = await openFiles([a, b]);
    expect(await textsOf(view)).toEqual([
      "2026-11-20T14:00:01Z one",
      "  more of it",
      "and more",
      "[2026-11-20T14:00:02Z] two",
      "2026-11-20T14:00:03Z three",
    ]);
    expect((await view.rows(2, 4)).map(({ time }) => time - start)).toEqual([1000, 2000]);
    view.dispose();
  });

  it("may have lines longer than what is read at once, and bytes that are no text", async () => {
    const file = join(root, "long.log");
    writeFileSync(file, `first\n${"x".repeat(3_000_000)} needle\n`);
    appendFileSync(file, Buffer.from([0xff, 0xfe, 0x00, 0x0a]));
    const view = await openFiles([file]);
    expect(view.count).toBe(3);
    expect((await view.whole(1)).length).toBe(3_000_007);
    expect((await view.find({ text: "needle" })).lineAt(0)).toBe(1);
    expect((await view.rows(2, 3))[0]?.text).toBe("\ufffd\ufffd\u0000");
    view.dispose();
  });
});
