import { describe, expect, it } from "vitest";
import { serviceEnvironment, toolEnvironment } from "../../../src/processes/environment";

const user = {
  HOME: "/home/ada",
  LANG: "en_GB.UTF-8",
  PATH: "/home/ada/venv/bin:/usr/bin:/home/ada/venv/bin/",
  VIRTUAL_ENV: "/home/ada/venv",
  CONDA_PREFIX: "/opt/conda",
  PYTHONPATH: "/x",
  NODE_OPTIONS: "--inspect",
  NODE_ENV: "development",
  GIT_DIR: "/repo/.git",
  GIT_SSH_COMMAND: "ssh -i key",
  GIT_SSL_CAINFO: "/ca.pem",
  GIT_ASKPASS: "/askpass",
  GIT_CONFIG_COUNT: "0",
  GIT_TRACE: "1",
  VSCODE_IPC_HOOK: "/sock",
  VSCODE_GIT_ASKPASS_MAIN: "/main.js",
  ELECTRON_RUN_AS_NODE: "1",
  npm_config_registry: "https://registry.example",
  npm_package_name: "x",
  NPM_CONFIG_REGISTRY: "https://registry.example",
  PIP_INDEX_URL: "https://pypi.example",
  DATABASE_URL: "postgres://db",
  BACKCOMPAT_RUN: "run-1",
  UNSET: undefined,
};

describe("a service's environment", () => {
  it("is the user's less what would leak, and says what was left out", () => {
    const { env, removed } = serviceEnvironment(user);
    expect(env).toEqual({
      HOME: "/home/ada",
      LANG: "en_GB.UTF-8",
      PATH: "/usr/bin",
      NODE_ENV: "development",
      NPM_CONFIG_REGISTRY: "https://registry.example",
      PIP_INDEX_URL: "https://pypi.example",
      DATABASE_URL: "postgres://db",
    });
    expect(removed).toEqual([
      "BACKCOMPAT_RUN",
      "CONDA_PREFIX",
      "ELECTRON_RUN_AS_NODE",
      "GIT_ASKPASS",
      "GIT_CONFIG_COUNT",
      "GIT_DIR",
      "GIT_SSH_COMMAND",
      "GIT_SSL_CAINFO",
      "GIT_TRACE",
      "NODE_OPTIONS",
      "PYTHONPATH",
      "VIRTUAL_ENV",
      "VSCODE_GIT_ASKPASS_MAIN",
      "VSCODE_IPC_HOOK",
      "npm_config_registry",
      "npm_package_name",
      "PATH: /home/ada/venv/bin",
      "PATH: /home/ada/venv/bin/",
    ]);
  });

  it("keeps PATH as it is where no virtual environment is active", () => {
    expect(serviceEnvironment({ PATH: "/a::/b" })).toEqual({ env: { PATH: "/a::/b" }, removed: [] });
  });
});

describe("a tool's environment", () => {
  const { env } = toolEnvironment(user);

  it("keeps what makes fetching and installing work", () => {
    expect(Object.keys(env)).toEqual(
      expect.arrayContaining([
        "GIT_SSH_COMMAND",
        "GIT_SSL_CAINFO",
        "GIT_ASKPASS",
        "GIT_CONFIG_COUNT",
        "VSCODE_GIT_ASKPASS_MAIN",
        "npm_config_registry",
      ]),
    );
  });

  it("drops what points git, Python or npm at something else than asked", () => {
    for (const name of [
      "GIT_DIR",
      "GIT_TRACE",
      "PYTHONPATH",
      "npm_package_name",
      "VSCODE_IPC_HOOK",
      "VIRTUAL_ENV",
    ])
      expect(env).not.toHaveProperty(name);
  });

  it("lets git neither prompt where nobody sees it, nor write to an index it only looks at", () => {
    expect(env).toMatchObject({ GIT_TERMINAL_PROMPT: "0", GIT_OPTIONAL_LOCKS: "0" });
  });
});

describe("an environment of Windows", () => {
  const windows = {
    Path: "/home/ada/venv/Scripts;C:\\Windows;/HOME/Ada/venv/scripts/",
    Virtual_Env: "/home/ada/venv",
    PythonPath: "C:\\x",
    Git_Dir: "C:\\repo",
    git_terminal_prompt: "1",
    SystemRoot: "C:\\Windows",
  };

  it("loses what would leak in any spelling, and keeps its own spelling of PATH", () => {
    const { env, removed } = serviceEnvironment(windows, "win32");
    expect(env).toEqual({ Path: "C:\\Windows", SystemRoot: "C:\\Windows" });
    expect(removed).toEqual([
      "Git_Dir",
      "PythonPath",
      "Virtual_Env",
      "git_terminal_prompt",
      "PATH: /home/ada/venv/Scripts",
      "PATH: /HOME/Ada/venv/scripts/",
    ]);
  });

  it("is compared exactly on other systems", () => {
    for (const platform of ["linux", "darwin"] as const)
      expect(serviceEnvironment(windows, platform).env).toEqual(windows);
  });

  it("lets git not prompt, in one spelling only", () => {
    const { env } = toolEnvironment(windows, "win32");
    expect(Object.keys(env).filter((name) => /^git_terminal_prompt$/i.test(name))).toEqual([
      "GIT_TERMINAL_PROMPT",
    ]);
  });
});
