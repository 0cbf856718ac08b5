import { deepStrictEqual, ok } from "node:assert";
import { commands, extensions } from "vscode";
import { isRecord } from "../../src/util/json";
import { test, until } from "./harness";

const id = "backcompat.backcompat";

test("opening a folder with a scenario activates the installed extension, which hands out its API", async () => {
  const extension = extensions.getExtension(id);
  ok(extension, "the editor knows the extension");
  await until("the extension becomes active", () => extension.isActive);
  ok(await extension.activate(), "activate() returned an API");
});

test("every contributed command is registered", async () => {
  const registered = new Set(await commands.getCommands(true));
  deepStrictEqual(
    contributedCommands().filter((command) => !registered.has(command)),
    [],
  );
});

const contributedCommands = (): string[] => {
  const manifest: unknown = extensions.getExtension(id)?.packageJSON;
  const contributes = isRecord(manifest) ? manifest["contributes"] : undefined;
  const listed = isRecord(contributes) ? contributes["commands"] : undefined;
  return Array.isArray(listed) ? listed.flatMap((entry) => commandOf(entry)) : [];
};

const commandOf = (entry: unknown): string[] =>
  isRecord(entry) && typeof entry["command"] === "string" ? [entry["command"]] : [];
