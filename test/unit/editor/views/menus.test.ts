import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { contextOf } from "../../../../src/editor/views/scenario/serviceNode";
import { sideContext } from "../../../../src/editor/views/scenario/sideNode";
import { scenarioTree } from "../../../../src/editor/views/scenario/tree";
import { found, running, service, side } from "./looking";

const entry = z.object({ command: z.string(), when: z.string().default(""), group: z.string().default("") });
const manifest = z
  .object({
    contributes: z.object({
      commands: z.array(z.object({ command: z.string() })),
      menus: z.record(z.string(), z.array(entry)),
      views: z.record(z.string(), z.array(z.object({ id: z.string() }))),
      configurationDefaults: z.object({ "files.readonlyInclude": z.record(z.string(), z.boolean()) }),
    }),
  })
  .parse(JSON.parse(readFileSync(join(import.meta.dirname, "../../../../package.json"), "utf8"))).contributes;

/** The buttons that the editor would show on a row, in their order. */
const buttons = (view: string, context: string): string[] =>
  (manifest.menus["view/item/context"] ?? [])
    .filter(({ group }) => group.startsWith("inline"))
    .filter(({ when }) => matches(when, view, context))
    .sort((a, b) => a.group.localeCompare(b.group))
    .map(({ command }) => command.replace("backcompat.", ""));

const matches = (when: string, view: string, context: string): boolean => {
  const parsed = /^view == (\S+) && viewItem =~ \/(.*)\/$/.exec(when);
  if (parsed === null) throw new Error(`not understood: ${when}`);
  return parsed[1] === view && new RegExp(parsed[2] ?? "").test(context);
};

const place = { file: "/w/.vscode/backcompat.json", line: 4, column: 5 };
const pair = { name: "pair", title: "A pair", place, swappable: true };
const folder = { path: "/w", name: "w", scenarios: [pair], problems: [] };

const scenario = (context: string): string[] => buttons("backcompat.scenario", context);
const emulations = (context: string): string[] => buttons("backcompat.emulations", context);
const containers = (context: string): string[] => buttons("backcompat.containers", context);

describe("the buttons of a row", () => {
  it("of a running service restart and stop it, and open what it serves", () => {
    expect(scenario(contextOf(service({ debugged: true })))).toEqual([
      "restartService",
      "stopService",
      "openInBrowser",
      "showLog",
    ]);
  });

  it("of a service without a debugger put one to it", () => {
    expect(scenario(contextOf(service({ url: undefined })))).toEqual([
      "restartService",
      "stopService",
      "attachDebugger",
      "debugService",
      "showLog",
    ]);
    expect(scenario(contextOf(service({ debuggable: false, url: undefined })))).not.toContain("debugService");
  });

  it("of a stopped service attach none, as there is no process to attach to", () => {
    expect(scenario(contextOf(service({ state: "stopped" })))).not.toContain("attachDebugger");
  });

  it("of a stopped service start it", () => {
    expect(scenario(contextOf(service({ state: "failed", debugged: true })))).toEqual([
      "startService",
      "showLog",
    ]);
  });

  it("of a side open its terminal and files, once they are there", () => {
    expect(scenario(sideContext(side()))).toEqual(["openTerminal", "changeVersion", "exploreSide"]);
    expect(scenario(sideContext(side({ versioned: false })))).toEqual(["openTerminal", "exploreSide"]);
    expect(scenario(sideContext(side({ dir: undefined })))).toEqual([]);
  });

  it("of a scenario start it, and of an emulation stop it until it is being stopped", () => {
    expect(scenario("scenario idle")).toEqual(["emulateScenario"]);
    expect(scenario("emulation ready")).toEqual(["stopEmulation"]);
    expect(scenario("emulation stopping")).toEqual([]);
  });

  it("of a scenario whose sides may change places swap them, before it starts and while it runs", () => {
    const swappable = scenarioTree({ folders: [folder], running: [], now: 0 });
    expect(scenario(found(swappable, "pair").context ?? "")).toEqual(["emulateScenario", "emulateSwapped"]);
    const runs = scenarioTree({ folders: [folder], running: [running()], now: 0 });
    expect(scenario(found(runs, "pair").context ?? "")).toEqual(["stopEmulation", "swapSides"]);
    const starts = scenarioTree({ folders: [folder], running: [running({ state: "starting" })], now: 0 });
    expect(scenario(found(starts, "pair").context ?? "")).toEqual(["stopEmulation"]);
  });

  it("of a file that is not rewritten yet show no difference", () => {
    expect(scenario("rewrite done")).toEqual(["showRewrite"]);
    expect(scenario("rewrite")).toEqual([]);
  });

  it("of an emulation stop it where it runs, clean up after a dead one, delete a past one", () => {
    expect(emulations("record here")).toEqual(["stopEmulation"]);
    expect(emulations("record elsewhere")).toEqual(["stopEmulation"]);
    expect(emulations("record dead")).toEqual(["cleanUpDead"]);
    expect(emulations("record none artifacts")).toEqual(["deleteEmulation"]);
  });

  it("of a container start what stands, stop what runs, and show its log in any case", () => {
    expect(containers("container running foreign web")).toEqual([
      "restartContainer",
      "stopContainer",
      "openContainerPort",
      "openContainerShell",
      "showContainerLog",
    ]);
    expect(containers("container stopped ours")).toEqual(["startContainer", "showContainerLog"]);
    expect(containers("container paused foreign")).toEqual([
      "unpauseContainer",
      "stopContainer",
      "showContainerLog",
    ]);
    expect(containers("kept")).toEqual(["showContainerLog", "deleteContainerLog"]);
  });

  it("of an engine that can't be used connect to it again", () => {
    expect(containers("engine failed")).toEqual(["reconnectEngine"]);
    expect(containers("trouble")).toEqual(["reconnectEngine"]);
    expect(containers("engine connected")).toEqual([]);
  });

  it("are commands that the manifest has, on views that it has", () => {
    const known = new Set(manifest.commands.map(({ command }) => command));
    const used = Object.values(manifest.menus).flatMap((menu) => menu.map(({ command }) => command));
    expect(used.filter((command) => !known.has(command))).toEqual([]);
    const views = Object.values(manifest.views).flatMap((some) => some.map(({ id }) => id));
    const named = Object.values(manifest.menus)
      .flat()
      .flatMap(({ when }) => /view == (\S+)/.exec(when)?.[1] ?? []);
    expect(named.filter((view) => !views.includes(view))).toEqual([]);
  });
});

describe("the pattern of what is read-only", () => {
  const patterns = Object.keys(manifest.configurationDefaults["files.readonlyInclude"]);
  // Its only specials are `**`, `*` and sets of characters.
  const regexes = patterns.map(
    (glob) =>
      new RegExp(
        `^${glob.replaceAll("**/", "(.+/)?").replaceAll("/**", "/.+").replaceAll("/*", "/[^/]*").replaceAll("-*", "-[^/]*")}$`,
      ),
  );
  const isReadOnly = (path: string): boolean => regexes.some((regex) => regex.test(path));

  it("covers our trees wherever the state folder lies, also those of one emulation alone", () => {
    expect(isReadOnly("/home/u/.local/state/backcompat/trees/tiny-12ab34cd/0123456789ab/a.py")).toBe(true);
    expect(isReadOnly("/mnt/elsewhere/trees/tiny-12ab34cd/0123456789ab-2/deep/down/a.py")).toBe(true);
  });

  it("leaves alone what merely has a folder called trees", () => {
    expect(isReadOnly("/home/u/project/trees/oak/leaf.py")).toBe(false);
    expect(isReadOnly("/home/u/project/trees/oak/deciduous/leaf.py")).toBe(false);
  });
});
