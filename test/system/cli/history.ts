import { execFileSync } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { temporaryFolder } from "./world";

/** What a commit is: its check passes, fails, or it can't be built. */
export type State = "good" | "bad" | "unbuildable";

export interface Step {
  readonly state: State;
  readonly tag?: string;
}

/** A repository whose every commit is built by one small program and checked by another one. */
export const makeHistory = (
  steps: readonly Step[],
): { readonly folder: string; readonly commits: string[] } => {
  const folder = join(temporaryFolder(), "history");
  mkdirSync(join(folder, ".vscode"), { recursive: true });
  const git = (...args: readonly string[]): string =>
    execFileSync("git", ["-C", folder, ...args], {
      encoding: "utf8",
      env: { ...process.env, ...someone },
    }).trim();
  git("init", "-q", "-b", "main");
  writeFileSync(join(folder, ".vscode", "backcompat.json"), JSON.stringify(scenario));
  const commits = steps.map(({ state, tag }, index) => {
    writeFileSync(join(folder, "state.txt"), `${state} ${index}\n`);
    writeFileSync(join(folder, "build.js"), exitUnless("unbuildable", false));
    writeFileSync(join(folder, "check.js"), exitUnless("good", true));
    git("add", "-A");
    git("commit", "-q", "-m", `step ${index}`);
    if (tag !== undefined) git("tag", tag);
    return git("rev-parse", "HEAD");
  });
  return { folder, commits };
};

const someone = {
  GIT_AUTHOR_NAME: "Someone",
  GIT_AUTHOR_EMAIL: "someone@example.com",
  GIT_COMMITTER_NAME: "Someone",
  GIT_COMMITTER_EMAIL: "someone@example.com",
};

const exitUnless = (word: string, wanted: boolean): string => `
const state = require("node:fs").readFileSync(require("node:path").join(__dirname, "state.txt"), "utf8");
const found = state.startsWith(${JSON.stringify(word)});
if (found !== ${wanted}) { console.error("Error: the state is " + state); process.exit(1); }
`;

const scenario = {
  version: 1,
  scenarios: {
    history: {
      axes: { release: { versions: { git: ["$", "{workspaceFolder}"].join("") } } },
      sides: {
        code: {
          source: { git: ["$", "{release}"].join("") },
          commands: [["node", "build.js"]],
        },
      },
      checks: { works: { side: "code", run: ["node", "check.js"] } },
    },
  },
};
