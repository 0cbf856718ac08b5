import { type Detector, quoted } from "./detector";
import type { FolderFiles } from "./folderFiles";

/** A checkout of Dagster itself: its webserver against the gRPC server of older user code. */
export const dagster: Detector = async (files) => {
  const there = await Promise.all(marks.map((mark) => files.has(mark)));
  if (!there.some(Boolean)) return undefined;
  const userCode = await userCodeIn(files);
  return { what: "a Dagster checkout", scenario: "dagster", body: body(userCode) };
};

const marks = ["python_modules/dagster/setup.py", "python_modules/dagster/pyproject.toml"];
const suite = "integration_tests/test_suites/backcompat-test-suite/webserver_service";

/** Definitions of the workspace, so that every release is asked the same; those before 1.0 know no jobs as of now. */
const userCodeIn = async (files: FolderFiles): Promise<string> => {
  const first = async (...names: readonly string[]): Promise<string | undefined> => {
    for (const name of names) if (await files.has(`${suite}/${name}`)) return name;
    return undefined;
  };
  const latest = await first("defs_for_latest_release.py", "repo.py");
  const earliest = await first("defs_for_earliest_tested_release.py", "legacy_repo.py");
  const path = (name: string): string => quoted(`\${workspaceFolder}/${suite}/${name}`);
  if (latest !== undefined && earliest !== undefined)
    return `{ "by": "side", "<1.0": ${path(earliest)}, "else": ${path(latest)} }`;
  const only = latest ?? earliest;
  return only === undefined ? quoted("${workspaceFolder}/backcompat/repo.py") : path(only);
};

const body = (userCode: string): string => `{
  "title": "Webserver ↔ older user code",
  ${axes}
  "sides": {
    "host": ${side("host", webserverPackage)},
    "userCode": ${side("release")},
  },
  "policy": { "require": "host >= userCode", "why": "hosts are upgraded first" },
  "swap": ["host", "userCode"],
  ${setup}
  "services": {
    ${codeServer(userCode)}
    ${webserver}
  },
  ${actions}
  ${checks}
}`;

const axes = `"axes": {
    "host": { "versions": { "git": "\${workspaceFolder}", "match": "^\\\\d+\\\\.\\\\d+\\\\.\\\\d+$" }, "default": "workspace" },
    "release": { "like": "host", "range": ">=0.12.8", "aliases": { "earliest": "0.12.8" }, "default": "@latest-minor" },
  },`;

const webserverPackage = `
          { "by": "side", "<1.3.14": "-e python_modules/dagit", "else": "-e python_modules/dagster-webserver" },`;

const side = (axis: string, more = ""): string => `{
      "source": { "git": "\${${axis}}" },
      "python": {
        "version": { "by": "side", "<1.2": "3.8", "else": "3.11" },
        // Dependencies as they were when the release came out.
        "asOf": "release",
        // Packages that came later are left out of older releases by null.
        "install": [
          { "by": "side", ">=1.10": "-e python_modules/libraries/dagster-shared", "else": null },
          { "by": "side", ">=1.5": "-e python_modules/dagster-pipes", "else": null },
          "-e python_modules/dagster",
          "-e python_modules/dagster-graphql",${more}
        ],
      },
      "env": { "DAGSTER_HOME": "\${emulation.dir}/dagster_home" },
    }`;

/** Telemetry off, and runs that no daemon has to fetch. */
const instance =
  "telemetry: {enabled: false}\nrun_coordinator: {module: dagster.core.run_coordinator, class: DefaultRunCoordinator}\n";

const setup = `// An instance of the emulation's own, without telemetry, whose runs need no daemon.
  "setup": {
    "instance": {
      "side": "host",
      "run": [
        "python", "-c", "import pathlib, sys; home = pathlib.Path(sys.argv[1]); home.mkdir(); (home / 'dagster.yaml').write_text(sys.argv[2])",
        "\${emulation.dir}/dagster_home", ${quoted(instance)},
      ],
    },
  },`;

/** Under a debugger only. */
const patience = `"env": { "DAGSTER_GRPC_TIMEOUT_SECONDS": "86400" }`;

const codeServer = (userCode: string): string => `"grpc": {
      "side": "userCode",
      // User code of your choice; it has to load in all releases you try.
      "run": [
        "dagster", "api", "grpc",
        "--python-file", ${userCode},
        "--host", "127.0.0.1", "--port", "\${port}",
      ],
      "ports": { "grpc": 4266 },
      "ready": { "grpc": true, "timeout": "120s" },
      // Ops run in processes that the code server starts.
      "debug": { "language": "python", "subprocesses": true, ${patience} },
    },`;

const webserver = `"webserver": {
      "side": "host",
      "after": ["grpc"],
      "run": [
        { "by": "side", "<1.3.14": "dagit", "else": "dagster-webserver" },
        "-h", "127.0.0.1", "-p", "\${port}",
        "--grpc-host", "\${services.grpc.host}", "--grpc-port", "\${services.grpc.ports.grpc}",
      ],
      "ports": { "http": 3000 },
      "ready": { "http": { "by": "side", "<1.3.14": "/dagit_info", "else": "/server_info" }, "timeout": "120s" },
      "open": "/",
      // Stop as long as you like: the webserver would give up on the code server after some minutes.
      "debug": { "language": "python", ${patience} },
    },`;

/** By the release's own client, whose method for jobs came after 0.12. */
const launching = quoted(
  [
    "import json, sys, time",
    "from dagster_graphql import DagsterGraphQLClient",
    "port, job, config = sys.argv[1:]",
    "client = DagsterGraphQLClient('127.0.0.1', port_number=int(port))",
    "if hasattr(client, 'submit_job_execution'): run = client.submit_job_execution(job, run_config=json.loads(config))",
    "else: run = client.submit_pipeline_execution(job, mode='default', run_config=json.loads(config))",
    "print(run, flush=True)",
    "status = None",
    "while status not in ('SUCCESS', 'FAILURE', 'CANCELED'): time.sleep(0.5); status = client.get_run_status(run).value",
    "print(status)",
    "sys.exit(status != 'SUCCESS')",
  ].join("\n"),
);

const actions = `"actions": {
    "reload location": {
      "service": "webserver",
      "graphql": "/graphql",
      "document": "mutation Reload($location: String!) { reloadRepositoryLocation(repositoryLocationName: $location) { __typename } }",
      "arguments": { "location": { "ask": "Location" } },
    },
    "terminate run": {
      "service": "webserver",
      "graphql": "/graphql",
      "document": {
        "by": "host",
        "<1.0": "mutation Terminate($run: String!) { terminatePipelineExecution(runId: $run) { __typename } }",
        "else": "mutation Terminate($run: String!) { terminateRun(runId: $run) { __typename } }",
      },
      "arguments": { "run": { "ask": "Id of the run" } },
    },
    "launch job": {
      "side": "host",
      "run": ["python", "-c", ${launching}, "\${services.webserver.ports.http}", "\${arguments.job}", "\${arguments.config}"],
      "arguments": {
        "job": { "ask": "Job to launch", "default": "the_job" },
        "config": { "ask": "Run config (JSON)", "default": "{}" },
      },
      "timeout": "10m",
    },
  },`;

const checks = `"checks": {
    "the webserver sees the code location": {
      "service": "webserver",
      "graphql": "/graphql",
      "document": "{ workspaceOrError { __typename ... on Workspace { locationEntries { locationOrLoadError { __typename ... on PythonError { message } } } } } }",
      "expect": { "status": 200, "body": "\\"RepositoryLocation\\"" },
    },
    "the_job succeeds": {
      "side": "host",
      "run": ["python", "-c", ${launching}, "\${services.webserver.ports.http}", "the_job", "{}"],
      "timeout": "5m",
    },
  },`;
