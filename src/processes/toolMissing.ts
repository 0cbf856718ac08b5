import { type Failure, machineFailure } from "../util/problem";
import { thisPlatform } from "./platform";
import { nearestOnPath } from "./which";

/** A tool that is not there, with the way to get it. */
export const toolMissing = (tool: string, env: Readonly<Record<string, string>>): Failure =>
  machineFailure("tool-missing", `${tool} is needed and is not on PATH`, {
    hint: howToGet[tool] ?? unknownTool(tool, env),
  });

const bySystem = (ways: { linux: string; darwin: string; win32: string }): string => ways[thisPlatform];

const howToGet: Readonly<Record<string, string>> = {
  git: bySystem({
    linux: "Install it with the system's packages, for example `sudo apt install git`",
    darwin: "Install it with `xcode-select --install` or `brew install git`",
    win32: "Install it with `winget install Git.Git`",
  }),
  uv: "Install it with `pip install uv` or `pipx install uv`; https://docs.astral.sh/uv shows other ways",
  python: bySystem({
    linux: "Install it with the system's packages, pyenv or `uv python install`",
    darwin: "Install it with `brew install python`, pyenv or `uv python install`",
    win32: "Install it with `winget install Python.Python.3.12`",
  }),
  node: "Install Node.js from https://nodejs.org or with a version manager such as nvm",
  npm: "It comes with Node.js: https://nodejs.org, or a version manager such as nvm",
  docker: "Install Docker Engine or Docker Desktop: https://docs.docker.com/get-docker",
  ssh: bySystem({
    linux: "Install the OpenSSH client, for example `sudo apt install openssh-client`",
    darwin: "It is part of macOS: look whether /usr/bin is on PATH",
    win32: "Add the optional feature OpenSSH Client in the system settings",
  }),
  "git-lfs": "Install it from https://git-lfs.com, then run `git lfs install`",
};

const unknownTool = (tool: string, env: Readonly<Record<string, string>>): string => {
  const near = nearestOnPath(tool, env);
  return near ? `Did you mean ${near}? Else install ${tool}` : `Install ${tool}, or put its folder on PATH`;
};
