import { deepStrictEqual, match, ok, strictEqual } from "node:assert";
import { join } from "node:path";
import {
  CancellationTokenSource,
  type CodeLens,
  type CompletionList,
  commands,
  type DebugConfiguration,
  debug,
  extensions,
  languages,
  Position,
  Range,
  type TextDocument,
  Uri,
  WorkspaceEdit,
  window,
  workspace,
} from "vscode";
import type { Editor } from "../../src/editor/context";
import { configurationProvider, dynamicConfigurations } from "../../src/editor/emulate/configurationProvider";
import { uriHandler } from "../../src/editor/emulate/uriHandler";
import { RunningEmulations } from "../../src/editor/runningEmulations";
import { test, until } from "./harness";

const folder = () => {
  const [first] = workspace.workspaceFolders ?? [];
  ok(first, "a folder is open");
  return first;
};

const scenarioDocument = async (): Promise<TextDocument> => {
  await extensions.getExtension("backcompat.backcompat")?.activate();
  return await workspace.openTextDocument(Uri.joinPath(folder().uri, ".vscode", "backcompat.json"));
};

/** What a person would read, and what they press. */
const answering = async <T>(
  name: "showErrorMessage" | "showWarningMessage",
  pressed: string | undefined,
  work: () => Promise<T>,
): Promise<{ readonly said: string[]; readonly result: T }> => {
  const said: string[] = [];
  const original = window[name];
  const asked = async (message: string): Promise<string | undefined> => {
    said.push(message);
    return pressed;
  };
  Object.assign(window, { [name]: asked });
  try {
    return { said, result: await work() };
  } finally {
    Object.assign(window, { [name]: original });
  }
};

const provider = () => {
  const log = window.createOutputChannel("test", { log: true });
  const editor: Pick<Editor, "log" | "emulations"> = { log, emulations: new RunningEmulations() };
  // Resolving needs no more of it than this.
  return configurationProvider(editor as Editor);
};

const resolved = async (given: Partial<DebugConfiguration>): Promise<DebugConfiguration | undefined> => {
  const { token } = new CancellationTokenSource();
  const { resolveDebugConfiguration, resolveDebugConfigurationWithSubstitutedVariables } = provider();
  // What F5 hands over where there is no launch.json is empty.
  const first = await resolveDebugConfiguration?.(folder(), given as DebugConfiguration, token);
  if (!first) return undefined;
  return (await resolveDebugConfigurationWithSubstitutedVariables?.(folder(), first, token)) ?? undefined;
};

test("F5 without a launch.json runs the folder's only scenario", async () => {
  const launch = await resolved({});
  strictEqual(launch?.type, "backcompat");
  strictEqual(launch?.["scenario"], "tiny");
  strictEqual(launch?.["folder"], folder().uri.fsPath);
});

test("F5 with an unknown scenario starts nothing, and names the one that was meant", async () => {
  const launch = { type: "backcompat", request: "launch", name: "x", scenario: "tinny" };
  const { said, result } = await answering("showErrorMessage", undefined, () => resolved(launch));
  strictEqual(result, undefined);
  match(said.join(), /There is no scenario "tinny"\. Did you mean "tiny"\?/);
});

test("F5 leaves the debugger to all services but one that is false", async () => {
  const launch = { type: "backcompat", request: "launch", name: "x", debug: { webserver: false } };
  deepStrictEqual((await resolved(launch))?.["debug"], ["codeserver"]);
});

test("children of a session pass as they are", async () => {
  const target = { service: "webserver", side: "host", port: 5000, emulation: "7f3a91" };
  const child = { type: "backcompat", request: "attach", name: "host · webserver", target };
  deepStrictEqual(await resolved(child), child);
});

test("the list behind F5 has one launch for each scenario", async () => {
  const listed = await dynamicConfigurations.provideDebugConfigurations?.(folder());
  deepStrictEqual(
    listed?.map(({ name, scenario }) => [name, scenario]),
    [["Backcompat: tiny", "tiny"]],
  );
});

test("a link asks, and starts just what it named once a person agrees", async () => {
  const started: unknown[] = [];
  const original = debug.startDebugging;
  const record = async (_: unknown, configuration: unknown): Promise<boolean> =>
    started.push(configuration) > 0;
  Object.assign(debug, { startDebugging: record });
  const link = Uri.parse("vscode://backcompat.backcompat/emulate?scenario=tiny&release=1.0.0");
  try {
    const refused = await answering("showWarningMessage", undefined, async () => uriHandler.handleUri(link));
    match(refused.said.join(), /A link asks to emulate “tiny” with release 1\.0\.0/);
    deepStrictEqual(started, []);
    await answering("showWarningMessage", "Emulate", async () => uriHandler.handleUri(link));
  } finally {
    Object.assign(debug, { startDebugging: original });
  }
  strictEqual(started.length, 1);
  match(JSON.stringify(started[0]), /"scenario":"tiny","versions":\{"release":"1\.0\.0"\}/);
});

test("a link that means nothing is refused", async () => {
  const link = Uri.parse("vscode://backcompat.backcompat/remove?all=true");
  const { said } = await answering("showErrorMessage", undefined, async () => uriHandler.handleUri(link));
  match(said.join(), /knows no link \/remove/);
});

test("lenses above the scenario emulate it and show its plan", async () => {
  const { uri } = await scenarioDocument();
  const lenses = await commands.executeCommand<CodeLens[]>("vscode.executeCodeLensProvider", uri);
  const ours = lenses.flatMap(({ command }) => (command ? [command] : []));
  deepStrictEqual(
    ours.map(({ title }) => title),
    ["$(play) Emulate…", "Plan", "Matrix"],
  );
  deepStrictEqual(ours[0]?.arguments, [{ folder: folder().uri.fsPath, scenario: "tiny" }]);
});

test("the plan opens as a text, and changes nothing", async () => {
  await scenarioDocument();
  await commands.executeCommand("backcompat.plan", { folder: folder().uri.fsPath, scenario: "tiny" });
  const document = window.activeTextEditor?.document;
  strictEqual(document?.uri.scheme, "backcompat-plan");
  match(document.getText(), /Steps[\s\S]*check out/);
});

test("variables complete inside of ${, without the brace twice", async () => {
  const document = await scenarioDocument();
  const offset = document.getText().indexOf("${port}") + 2;
  const at = document.positionAt(offset);
  const list = await commands.executeCommand<CompletionList>(
    "vscode.executeCompletionItemProvider",
    document.uri,
    at,
  );
  const port = list.items.find(({ label }) => label === "ports.rpc");
  ok(port, "its own ports are offered");
  strictEqual(port.insertText, "ports.rpc}");
  ok(port.range instanceof Range && document.getText(port.range) === "port}");
});

test("a mistake is underlined while one types, at its place, and gone once it is mended", async () => {
  const document = await scenarioDocument();
  const text = document.getText();
  const start = document.positionAt(text.indexOf('"userCode"', text.indexOf('"codeserver": {')));
  const wrong = new WorkspaceEdit();
  wrong.replace(document.uri, new Range(start, start.translate(0, '"userCode"'.length)), '"userCod"');
  await workspace.applyEdit(wrong);
  const ours = () => languages.getDiagnostics(document.uri).filter(({ source }) => source === "Backcompat");
  await until("the squiggle", () => ours().length === 1);
  const [squiggle] = ours();
  match(squiggle?.message ?? "", /Did you mean "userCode"\?/);
  deepStrictEqual(squiggle?.range, new Range(start, start.translate(0, '"userCod"'.length)));
  const right = new WorkspaceEdit();
  right.replace(
    document.uri,
    new Range(new Position(0, 0), document.lineAt(document.lineCount - 1).range.end),
    text,
  );
  await workspace.applyEdit(right);
  await until("no squiggle", () => ours().length === 0);
  await document.save();
});

test("a folder's scenario file elsewhere than in .vscode is nobody's business", async () => {
  const { uri } = await workspace.openTextDocument(Uri.file(join(folder().uri.fsPath, "CHANGELOG.md")));
  const lenses = await commands.executeCommand<CodeLens[]>("vscode.executeCodeLensProvider", uri);
  deepStrictEqual(lenses, []);
});
