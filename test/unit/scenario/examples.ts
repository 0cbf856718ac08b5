import type { Version } from "../../../src/versions/types";

export const dagster = String.raw`{
  "version": 1,
  "scenarios": {
    "dagster": {
      "title": "Webserver ↔ older user code",
      "axes": {
        "host":    { "versions": { "git": "${"$"}{workspaceFolder}", "match": "^\\d+\\.\\d+\\.\\d+$" }, "default": "workspace" },
        "release": { "like": "host", "range": ">=0.12.8", "aliases": { "earliest": "0.12.8" }, "default": "@latest-minor" }
      },
      "sides": {
        "host": {
          "source": { "git": "${"$"}{host}" },
          "python": { "version": { "by": "side", "<1.2": "3.8", "else": "3.11" }, "asOf": "release",
            "install": ["-e python_modules/dagster", "-e python_modules/dagster-graphql", { "by": "side", "<1.3.14": "-e python_modules/dagit", "else": "-e python_modules/dagster-webserver" }] }
        },
        "userCode": {
          "source": { "git": "${"$"}{release}" },
          "python": { "version": { "by": "side", "<1.2": "3.8", "else": "3.11" }, "asOf": "release", "install": ["-e python_modules/dagster"] }
        }
      },
      "policy": { "require": "host >= userCode", "why": "hosts are upgraded first" },
      "swap": ["host", "userCode"],
      "services": {
        "grpc": {
          "side": "userCode", "cwd": "backcompat/webserver_service",
          "run": ["dagster", "api", "grpc", "--python-file", "repo.py", "--host", "127.0.0.1", "--port", "${"$"}{port}"],
          "ports": { "grpc": 4266 },
          "ready": { "grpc": true, "timeout": "60s" },
          "debug": { "language": "python", "subprocesses": true }
        },
        "webserver": {
          "side": "host", "after": ["grpc"], "cwd": "backcompat/webserver_service",
          "run": [{ "by": "side", "<1.3.14": "dagit", "else": "dagster-webserver" }, "-h", "127.0.0.1", "-p", "${"$"}{port}", "-w", "workspace.yaml"],
          "ports": { "http": 3000 },
          "ready": { "http": { "by": "side", "<1.3.14": "/dagit_info", "else": "/server_info" } },
          "open": "/",
          "debug": { "language": "python" }
        }
      },
      "rewrites": [
        { "side": "host", "file": "backcompat/webserver_service/workspace.yaml",
          "set": { "load_from[0].grpc_server.host": "localhost", "load_from[0].grpc_server.port": "${"$"}{services.grpc.ports.grpc}" } }
      ],
      "actions": {
        "launch the_job": { "service": "webserver", "graphql": "/graphql", "document": "launch.graphql", "variables": { "job": { "ask": "Job to launch", "default": "the_job" } } }
      },
      "checks": { "the_job succeeds": { "side": "host", "run": ["python", "check_job.py", "the_job"], "timeout": "60s" } }
    },
    "dagster in containers": { "extends": "dagster", "services": { /* only what differs */ } }
  }
}
`;

export const release = (axis: string, name: string, more: Partial<Version> = {}): Version => ({
  axis,
  name,
  kind: "release",
  order: { scheme: "pep440", nearest: name, after: 0 },
  ref: name,
  commit: `c0ffee${name}`,
  date: "2021-09-30T00:00:00Z",
  ...more,
});

export const workspace = (axis: string): Version => ({
  axis,
  name: "workspace",
  kind: "workspace",
  order: { scheme: "pep440", beyond: "above" },
});
