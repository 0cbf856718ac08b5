import { deepStrictEqual, ok } from "node:assert";
import { statSync } from "node:fs";
import { join } from "node:path";
import { commands, extensions } from "vscode";
import { isRecord } from "../../src/util/json";
import { test } from "./harness";

const id = "backcompat.backcompat";

test("the packed extension is installed, becomes active and hands out its API", async () => {
  const extension = extensions.getExtension(id);
  ok(extension, "the editor knows the extension");
  ok(await extension.activate(), "activate() returned an API");
});

test("every contributed command is registered", async () => {
  await extensions.getExtension(id)?.activate();
  const registered = new Set(await commands.getCommands(true));
  deepStrictEqual(
    contributedCommands().filter((command) => !registered.has(command)),
    [],
  );
});

test("what every window with a scenario loads at its start is small", () => {
  const packed = extensions.getExtension(id)?.extensionPath;
  ok(packed, "the editor knows where it is installed");
  const { size } = statSync(join(packed, "dist", "extension.js"));
  ok(size <= 250_000, `dist/extension.js has ${size} bytes, and 250,000 are allowed`);
});

const contributedCommands = (): string[] => {
  const manifest: unknown = extensions.getExtension(id)?.packageJSON;
  const contributes = isRecord(manifest) ? manifest["contributes"] : undefined;
  const listed = isRecord(contributes) ? contributes["commands"] : undefined;
  return Array.isArray(listed) ? listed.flatMap((entry) => commandOf(entry)) : [];
};

const commandOf = (entry: unknown): string[] =>
  isRecord(entry) && typeof entry["command"] === "string" ? [entry["command"]] : [];
