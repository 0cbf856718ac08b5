import { describe, expect, it } from "vitest";
import { axisSpecs } from "../../../src/scenario/axes";
import type { FolderFiles } from "../../../src/scenario/detectors/folderFiles";
import { initText } from "../../../src/scenario/init";
import { problemLines } from "../../../src/scenario/load";
import { parseScenarioFile } from "../../../src/scenario/parse";
import { settle } from "../../../src/scenario/settle";
import type { SettledEnvironment } from "../../../src/scenario/settled";
import { release, workspace } from "./examples";

const folderOf = (files: Readonly<Record<string, string>>, name = "my project"): FolderFiles => {
  const paths = Object.keys(files);
  return {
    name,
    has: (path) => Promise.resolve(paths.some((one) => one === path || one.startsWith(`${path}/`))),
    read: (path) => Promise.resolve(files[path]),
    folders: (path) => {
      const start = path === "" ? "" : `${path}/`;
      const inner = paths.filter((one) => one.startsWith(start)).map((one) => one.slice(start.length));
      return Promise.resolve(
        [...new Set(inner.flatMap((one) => (one.includes("/") ? (one.split("/")[0] ?? []) : [])))].sort(),
      );
    },
  };
};

const manage = "from django.core.management import execute_from_command_line";

const shapes: readonly (readonly [string, Readonly<Record<string, string>>, string | undefined])[] = [
  [
    "a Dagster checkout",
    { "python_modules/dagster/setup.py": "", "python_modules/dagster-graphql/setup.py": "" },
    "A Dagster checkout",
  ],
  ["a Django project", { "manage.py": manage, "requirements.txt": "" }, "A Django project"],
  [
    "a Django project in a folder",
    { "backend/manage.py": manage, "backend/pyproject.toml": "" },
    "A Django project",
  ],
  [
    "a Python client and its service",
    { "client/pyproject.toml": "", "server/setup.py": "" },
    "A Python client (client) and service (server)",
  ],
  [
    "two Python packages",
    { "packages/a b/pyproject.toml": "", "packages/2c/pyproject.toml": "" },
    "A Python client (packages/a b) and service (packages/2c)",
  ],
  [
    "a compose file",
    { "docker-compose.yml": 'services:\n  web:\n    ports: ["8080:80"]\n  db:\n    image: postgres\n' },
    "A compose file, docker-compose.yml",
  ],
  [
    "a compose file without ports",
    { "compose.yaml": "services:\n  web: {}\n" },
    "A compose file, compose.yaml",
  ],
  [
    "a Node package with a program",
    { "package.json": '{ "name": "@x/tool", "bin": { "tool": "./bin/tool.js" } }' },
    "The Node package @x/tool",
  ],
  [
    "a private Node package",
    { "package.json": '{ "name": "app", "private": true, "main": "server.js" }' },
    "The Node package app",
  ],
  ["nothing that is known", { "README.md": "" }, undefined],
  ["a package.json that is broken", { "package.json": "{" }, undefined],
  ["a compose file that is broken", { "compose.yaml": "a: [" }, undefined],
  ["another manage.py", { "manage.py": "print()" }, undefined],
];

describe("a scenario for a folder that has none", () => {
  it.each(shapes)("is written for %s, and valid", async (_, files, recognised) => {
    const proposed = await initText("/w", folderOf(files));
    expect(proposed.recognised).toBe(recognised);
    expect(problemLines(parseScenarioFile(proposed.text, "b.json").problems)).toEqual([]);
    expect(proposed.text).toMatch(/^\s*\/\/ /m);
  });

  it.each(["side", "1", "ünï cödé", "a.b", ""])("can be called %j", async (name) => {
    const { text } = await initText("/w", folderOf({}, name));
    expect(problemLines(parseScenarioFile(text, "b.json").problems)).toEqual([]);
  });

  it("settles for the workspace and a release", async () => {
    for (const [what, files] of shapes) {
      const { text } = await initText("/w", folderOf(files));
      const [scenario] = Object.values(parseScenarioFile(text, "b.json").scenarios);
      if (scenario === undefined) throw new Error(what);
      const versions = Object.fromEntries(
        axisSpecs(scenario, "/w").map(({ name, default: first }) => [
          name,
          first === "workspace" ? workspace(name) : release(name, "1.0.0"),
        ]),
      );
      const result = settle(scenario, { versions, swap: false, folder: "/w" });
      expect(result.ok ? [] : problemLines(result.error)).toEqual([]);
    }
  });
});

describe("the scenario for Dagster", () => {
  const installs = async (host: string | undefined): Promise<readonly (readonly string[])[]> => {
    const { text } = await initText("/w", folderOf({ "python_modules/dagster/setup.py": "" }));
    const { dagster } = parseScenarioFile(text, "b.json").scenarios;
    if (dagster === undefined) throw new Error("no scenario");
    const versions = {
      host: host ? release("host", host) : workspace("host"),
      release: release("release", "0.12.8"),
    };
    const result = settle(dagster, { versions, swap: false, folder: "/w" });
    if (!result.ok) throw new Error(problemLines(result.error).join());
    const of = (environment: SettledEnvironment | undefined) =>
      environment?.kind === "python" ? environment.install.map((one) => one.split("/").at(-1) ?? "") : [];
    return [of(result.value.sides["host"]?.environment), of(result.value.sides["userCode"]?.environment)];
  };

  it.each([
    [undefined, ["dagster-shared", "dagster-pipes", "dagster", "dagster-graphql", "dagster-webserver"]],
    ["1.10.0", ["dagster-shared", "dagster-pipes", "dagster", "dagster-graphql", "dagster-webserver"]],
    ["1.9.0", ["dagster-pipes", "dagster", "dagster-graphql", "dagster-webserver"]],
    ["1.4.0", ["dagster", "dagster-graphql", "dagster-webserver"]],
    ["1.3.13", ["dagster", "dagster-graphql", "dagit"]],
  ])("installs what a host at %s consists of", async (host, expected) => {
    expect(await installs(host)).toEqual([expected, ["dagster", "dagster-graphql"]]);
  });

  it("takes user code of the test suite, for releases before 1.0 that of the earliest", async () => {
    const suite = "integration_tests/test_suites/backcompat-test-suite/webserver_service";
    const names = ["defs_for_latest_release.py", "defs_for_earliest_tested_release.py"];
    const found = Object.fromEntries(names.map((name) => [`${suite}/${name}`, ""]));
    const folder = folderOf({ "python_modules/dagster/pyproject.toml": "", ...found });
    const { dagster } = parseScenarioFile((await initText("/w", folder)).text, "b.json").scenarios;
    if (dagster === undefined) throw new Error("no scenario");
    const userCodeOf = (version: string): string => {
      const versions = { host: workspace("host"), release: release("release", version) };
      const result = settle(dagster, { versions, swap: false, folder: "/w" });
      if (!result.ok) throw new Error(problemLines(result.error).join());
      const what = result.value.services["grpc"]?.what;
      return what?.kind === "process" ? (what.run[what.run.indexOf("--python-file") + 1] ?? "") : "";
    };
    expect(userCodeOf("1.8.2")).toBe(`/w/${suite}/defs_for_latest_release.py`);
    expect(userCodeOf("0.14.17")).toBe(`/w/${suite}/defs_for_earliest_tested_release.py`);
  });
});
