import type { Detector } from "./detector";
import type { FolderFiles } from "./folderFiles";

/** A checkout of Dagster itself: its webserver against the gRPC server of older user code. */
export const dagster: Detector = async (files) => {
  const there = await Promise.all(marks.map((mark) => files.has(mark)));
  if (!there.some(Boolean)) return undefined;
  return { what: "a Dagster checkout", scenario: "dagster", body: body(await userCodeIn(files)) };
};

const marks = ["python_modules/dagster/setup.py", "python_modules/dagster/pyproject.toml"];
const suite = "integration_tests/test_suites/backcompat-test-suite/webserver_service";

/** Definitions of the workspace, so that every release is asked the same. */
const userCodeIn = async (files: FolderFiles): Promise<string> => {
  for (const name of ["repo.py", "defs_for_earliest_tested_release.py", "defs_for_latest_release.py"])
    if (await files.has(`${suite}/${name}`)) return `\${workspaceFolder}/${suite}/${name}`;
  return "${workspaceFolder}/backcompat/repo.py";
};

const body = (userCode: string): string => `{
  "title": "Webserver ↔ older user code",
  "axes": {
    "host": { "versions": { "git": "\${workspaceFolder}", "match": "^\\\\d+\\\\.\\\\d+\\\\.\\\\d+$" }, "default": "workspace" },
    "release": { "like": "host", "range": ">=0.12.8", "aliases": { "earliest": "0.12.8" }, "default": "@latest-minor" },
  },
  "sides": {
    "host": {
      "source": { "git": "\${host}" },
      "python": {
        "version": { "by": "side", "<1.2": "3.8", "else": "3.11" },
        // Dependencies as they were when the release came out.
        "asOf": "release",
        // Packages that came later are left out of older releases by null.
        "install": [
          { "by": "side", ">=1.10": "-e python_modules/libraries/dagster-shared", "else": null },
          { "by": "side", ">=1.5": "-e python_modules/dagster-pipes", "else": null },
          "-e python_modules/dagster",
          "-e python_modules/dagster-graphql",
          { "by": "side", "<1.3.14": "-e python_modules/dagit", "else": "-e python_modules/dagster-webserver" },
        ],
      },
    },
    "userCode": {
      "source": { "git": "\${release}" },
      "python": {
        "version": { "by": "side", "<1.2": "3.8", "else": "3.11" },
        "asOf": "release",
        "install": [
          { "by": "side", ">=1.10": "-e python_modules/libraries/dagster-shared", "else": null },
          { "by": "side", ">=1.5": "-e python_modules/dagster-pipes", "else": null },
          "-e python_modules/dagster",
          // Definitions of the test suite import it.
          "-e python_modules/dagster-graphql",
        ],
      },
    },
  },
  "policy": { "require": "host >= userCode", "why": "hosts are upgraded first" },
  "swap": ["host", "userCode"],
  "services": {
    "grpc": {
      "side": "userCode",
      // User code of your choice; it has to load in all releases you try.
      "run": ["dagster", "api", "grpc", "--python-file", "${userCode}", "--host", "127.0.0.1", "--port", "\${port}"],
      "ports": { "grpc": 4266 },
      "ready": { "grpc": true, "timeout": "60s" },
      "debug": { "language": "python", "subprocesses": true },
    },
    "webserver": {
      "side": "host",
      "after": ["grpc"],
      "run": [
        { "by": "side", "<1.3.14": "dagit", "else": "dagster-webserver" },
        "-h", "127.0.0.1", "-p", "\${port}",
        "--grpc-host", "127.0.0.1", "--grpc-port", "\${services.grpc.ports.grpc}",
      ],
      "ports": { "http": 3000 },
      "ready": { "http": { "by": "side", "<1.3.14": "/dagit_info", "else": "/server_info" } },
      "open": "/",
      "debug": { "language": "python" },
    },
  },
  "checks": {
    "the webserver sees the code location": {
      "service": "webserver",
      "graphql": "/graphql",
      "document": "{ workspaceOrError { __typename ... on Workspace { locationEntries { locationOrLoadError { __typename } } } } }",
      "expect": { "status": 200, "body": "\\"RepositoryLocation\\"" },
    },
  },
}`;
