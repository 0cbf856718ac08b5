import { closeSync, openSync, readSync, statSync } from "node:fs";
import { resolve } from "node:path";
import { errorCode } from "../util/files";
import { type Failure, machineFailure, type Problem } from "../util/problem";
import { type Platform, thisPlatform } from "./platform";
import { unlessGone } from "./procfs";
import { asTyped } from "./quoting";
import type { SpawnSpec } from "./types";
import { findExecutable, nearestOnPath } from "./which";

type Attempt = Pick<SpawnSpec, "argv" | "cwd" | "env">;

/** The system's reason is one word; the person needs to know which of several things it was. */
export const cannotStart = (attempt: Attempt, cause: unknown): Failure => {
  const { why, hint } = reason(attempt, cause);
  const command = asTyped(attempt.argv);
  return machineFailure("cannot-start", `Cannot start \`${command}\` in ${attempt.cwd}: ${why}`, {
    ...hint,
    cause,
  });
};

interface Reason {
  readonly why: string;
  readonly hint?: Pick<Problem, "hint">;
}

const reason = (attempt: Attempt, cause: unknown): Reason =>
  folderReason(attempt.cwd) ?? commandReason(attempt) ?? { why: systemWords(cause) };

const folderReason = (cwd: string): Reason | undefined => {
  const found = unlessGone(() => statSync(cwd));
  if (!found) return { why: "that folder does not exist" };
  return found.isDirectory() ? undefined : { why: "that is not a folder" };
};

const commandReason = ({ argv, cwd, env }: Attempt): Reason | undefined => {
  const command = argv[0] ?? "";
  if (command === "") return { why: "the command is empty" };
  const file = findExecutable(command, env, cwd);
  if (file) return interpreterReason(file);
  return /[/\\]/.test(command) ? fileReason(resolve(cwd, command)) : pathReason(command, env);
};

const fileReason = (file: string): Reason => {
  const found = unlessGone(() => statSync(file));
  if (!found) return { why: `${file} does not exist` };
  if (found.isDirectory()) return { why: `${file} is a folder` };
  return notExecutable(file);
};

/** Permissions decide elsewhere, the name on Windows. */
export const notExecutable = (file: string, platform: Platform = thisPlatform): Reason =>
  platform === "win32"
    ? {
        why: `${file} has no ending of those that Windows runs`,
        hint: { hint: "Name the program that runs it first, such as python" },
      }
    : { why: `${file} is not executable`, hint: { hint: `chmod +x ${asTyped([file], platform)}` } };

const pathReason = (command: string, env: SpawnSpec["env"]): Reason => {
  const near = nearestOnPath(command, env);
  return {
    why: `${command} is not on PATH`,
    hint: { hint: near ? `Did you mean ${near}?` : `Install ${command}, or name the file with its folder` },
  };
};

/** The kernel says ENOENT of a script when it means the script's interpreter. */
const interpreterReason = (file: string): Reason | undefined => {
  const interpreter = thisPlatform === "win32" ? undefined : shebang(file);
  if (interpreter === undefined || unlessGone(() => statSync(interpreter))) return undefined;
  return { why: `the first line of ${file} asks for ${interpreter}, which does not exist` };
};

const shebang = (file: string): string | undefined => {
  const head = unlessGone(() => firstBytes(file));
  return head && /^#!\s*(\S+)/.exec(head)?.[1];
};

const firstBytes = (file: string): string => {
  const handle = openSync(file, "r");
  try {
    const buffer = Buffer.alloc(256);
    return buffer.toString("utf8", 0, readSync(handle, buffer, 0, buffer.length, 0));
  } finally {
    closeSync(handle);
  }
};

const systemWords = (cause: unknown): string => {
  const code = errorCode(cause);
  if (code === "EACCES") return "the system does not permit it (EACCES)";
  if (code === "E2BIG") return "arguments and environment are too long (E2BIG)";
  return cause instanceof Error ? cause.message : (code ?? "the system gave no reason");
};
