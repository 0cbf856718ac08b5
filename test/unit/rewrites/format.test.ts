import { expect, it } from "vitest";
import { formatOf } from "../../../src/rewrites/format";

it.each([
  ["a/workspace.yaml", "yaml"],
  ["A.YML", "yaml"],
  ["tsconfig.json", "json"],
  [".vscode/settings.jsonc", "json"],
  ["pyproject.toml", "toml"],
  ["Pipfile", "toml"],
  ["config.ini", "ini"],
  ["setup.cfg", "ini"],
  [".env", "env"],
  ["deploy\\.env.local", "env"],
  ["prod.env", "env"],
  ["main.py", undefined],
  ["environment", undefined],
  ["yaml", undefined],
  [".env.d/main.py", undefined],
])("tells the format of %s by its name", (file, format) => {
  expect(formatOf(file)).toBe(format);
});
