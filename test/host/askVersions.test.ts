import { deepStrictEqual, rejects, strictEqual } from "node:assert";
import { commands, window } from "vscode";
import type { Editor } from "../../src/editor/context";
import { AskingVersions } from "../../src/editor/emulate/askVersions";
import type { Chosen } from "../../src/editor/emulate/remembered";
import { RunningEmulations } from "../../src/editor/runningEmulations";
import { parseScenarioFile, type Scenario } from "../../src/scenario/parse";
import { test } from "./harness";

const axes = '"client": { "versions": ["1.0.0", "2.0.0"] }, "server": { "versions": ["1.1.0", "2.1.0"] }';

const scenarioWith = (axesText: string): Scenario => {
  const text = `{ "version": 1, "scenarios": { "pair": { "axes": { ${axesText} }, "sides": {
    "client": { "source": { "pypi": "client==\${client}" } }, "server": { "source": { "pypi": "server==\${server}" } } } } } }`;
  const { scenarios, problems } = parseScenarioFile(text, "backcompat.json");
  const scenario = scenarios["pair"];
  if (scenario === undefined) throw new Error(JSON.stringify(problems));
  return scenario;
};

const memento = () => {
  const kept = new Map<string, unknown>();
  return {
    keys: () => [...kept.keys()],
    get: (key: string) => kept.get(key),
    update: async (key: string, value: unknown) => void kept.set(key, value),
  };
};

/** Asks in the real editor; `press` is repeated until there is an answer, as the list fills when it can. */
const asked = async (scenario: Scenario, press: string): Promise<Chosen | undefined> => {
  const extension = { workspaceState: memento() };
  const editor: Partial<Record<keyof Editor, unknown>> = {
    extension,
    log: window.createOutputChannel("test", { log: true }),
    emulations: new RunningEmulations(),
  };
  const stop = new AbortController();
  // The lists need no more of it than this.
  const asking = new AskingVersions(editor as unknown as Editor, "/nowhere", scenario, stop.signal).ask();
  let over = false;
  const ended = (): void => {
    over = true;
  };
  asking.then(ended, ended);
  while (!over) {
    await commands.executeCommand(press);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  return await asking;
};

test("each axis is asked in turn, and a choice is the newest of each where one only presses Enter", async () => {
  const chosen = await asked(scenarioWith(axes), "workbench.action.acceptSelectedQuickOpenItem");
  deepStrictEqual(chosen, {
    folder: "/nowhere",
    scenario: "pair",
    versions: { client: "2.0.0", server: "2.1.0" },
    swap: false,
    noDebug: false,
  });
});

test("closing the list chooses nothing", async () => {
  strictEqual(await asked(scenarioWith(axes), "workbench.action.closeQuickOpen"), undefined);
});

test("releases that can't be read are told, and the list goes", async () => {
  const broken = scenarioWith(axes.replace('["1.0.0", "2.0.0"]', '{ "git": "/nowhere/at/all" }'));
  await rejects(asked(broken, "workbench.action.acceptSelectedQuickOpenItem"));
});
