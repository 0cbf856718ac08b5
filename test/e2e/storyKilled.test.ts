import { readdirSync, readFileSync } from "node:fs";
import { connect } from "node:net";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { commandLine, descendants, marked } from "../../scripts/lib/run.mts";
import { setBreakpoint, waitForStop } from "./debugging";
import { pictureOnFailure } from "./failure";
import { tiny } from "./folders";
import { ask, asOnDisk, emulateFromLens, launchFromView, variables } from "./onTiny";
import { row, showViews } from "./views";
import { openEditor, screenshot, type Workbench } from "./workbench";

describe("an extension host that is killed while both sides are under debuggers", () => {
  let workbench: Workbench;
  let before: string;
  pictureOnFailure(() => workbench);
  beforeAll(async () => {
    workbench = await openEditor({ folder: tiny, settings: { "remote.autoForwardPorts": false } });
    before = asOnDisk(workbench);
  });
  afterAll(() => workbench.close());

  it("leaves no process, file or port behind, and the next one says what was cleaned", async () => {
    await setBreakpoint(workbench, "webserver/webserver.py", 42);
    await emulateFromLens(workbench);
    await launchFromView(workbench);
    await waitForStop(workbench, "webserver.py", 42);
    const ports = portsOf(await variables(workbench));
    expect(ports).toHaveLength(2);
    expect(asOnDisk(workbench)).not.toBe(before);
    expect(startedBy(workbench).length).toBeGreaterThanOrEqual(2);

    for (const pid of extensionHosts(workbench)) process.kill(pid, "SIGKILL");
    const leftovers = async (): Promise<unknown> => ({
      processes: startedBy(workbench).map(commandLine),
      onDisk: asOnDisk(workbench),
      ports: await listening(ports),
    });
    const nothing = { processes: [], onDisk: before, ports: [] };
    await expect.poll(leftovers, { timeout: 2_000, interval: 50 }).toEqual(nothing);

    // The editor starts another one by itself.
    await workbench.page
      .getByText(/Backcompat cleaned up after tiny 1\.0\.0/)
      .first()
      .waitFor();
    await screenshot(workbench, "story-killed");
    await workbench.page.reload();
    await showViews(workbench);
    await row(workbench, "Scenario", /tiny.*not running/).waitFor();
    await row(workbench, "Emulations", /tiny 1\.0\.0.*its host died, cleaned up/).waitFor();
    await screenshot(workbench, "story-reopened");
    expect(await ask(workbench, "ps", "--all")).toMatchObject([
      { scenario: "tiny", state: "ended", why: expect.stringContaining("its host died") },
    ]);
  });
});

const portsOf = (seen: Record<string, string>): number[] =>
  Object.keys(seen)
    .filter((name) => name.endsWith("_PORT"))
    .map((name) => Number(seen[name]));

/** Whether a connection is taken, which is not the same as whether one could listen: a closed one lingers. */
const listening = async (ports: readonly number[]): Promise<number[]> => {
  const open = await Promise.all(
    ports.map(
      (port) =>
        new Promise<boolean>((resolve) => {
          const socket = connect(port, "127.0.0.1");
          socket.once("connect", () => resolve(true)).once("error", () => resolve(false));
          socket.once("connect", () => socket.destroy());
        }),
    ),
  );
  return ports.filter((_, index) => open[index]);
};

const extensionHosts = ({ served }: Workbench): number[] =>
  descendants(served.pid).filter((pid) => commandLine(pid).includes("--type=extensionHost"));

/** What carries a run token of the workbench's state folder, and the guardian. */
const startedBy = ({ state }: Workbench): number[] => {
  const emulations = readdirSync(join(state, "emulations"));
  const journals = emulations.map((id) =>
    readFileSync(join(state, "emulations", id, "journal.jsonl"), "utf8"),
  );
  const tokens = journals.flatMap((text) => text.match(/run-[0-9a-f]{24}/g) ?? []);
  return marked().filter(
    (pid) =>
      tokens.some((token) => environment(pid).includes(`BACKCOMPAT_RUN=${token}`)) ||
      emulations.some((id) => commandLine(pid).includes(`guardian.js ${id}`)),
  );
};

const environment = (pid: number): string => {
  try {
    return readFileSync(`/proc/${pid}/environ`, "utf8");
  } catch (error) {
    // It ended meanwhile.
    if (error instanceof Error) return "";
    throw error;
  }
};
