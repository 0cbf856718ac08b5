import { parse } from "node:path";
import type { ToolCall, ToolOutput } from "../processes/types";

/** No prompt may hang an emulation, and none may be shown where nobody looks. */
const unattended = { GIT_TERMINAL_PROMPT: "0", GCM_INTERACTIVE: "never" };

/** Looking into a person's repository leaves it as it was: no index refreshed, no object fetched. */
const untouched = { ...unattended, GIT_OPTIONAL_LOCKS: "0", GIT_NO_LAZY_FETCH: "1" };

/** What git said, where a failure is an answer. */
export type Answer =
  | { readonly ok: true; readonly text: string }
  | { readonly ok: false; readonly exit: number; readonly lines: readonly string[] };

/** In a checkout that is not ours. */
export const askTheirs = (dir: string, args: readonly string[]): ToolCall<Answer> =>
  asking(["-C", dir, ...args], untouched);

/** In a repository of ours; named, because a bare one is not always searched for. */
export const askOurs = (bare: string, args: readonly string[]): ToolCall<Answer> =>
  asking([`--git-dir=${bare}`, ...args], unattended);

/** In a tree of ours, whose index git may refresh. */
export const askTree = (dir: string, args: readonly string[]): ToolCall<Answer> =>
  asking(["-C", dir, ...args], { ...unattended, GIT_OPTIONAL_LOCKS: "1" });

/** The parts of NUL-separated output. */
export const parts = (text: string): string[] => text.split("\0").filter((part) => part !== "");

export const errorLines = (answer: Answer): readonly string[] => (answer.ok ? [] : answer.lines);

const asking = (args: readonly string[], env: Readonly<Record<string, string>>): ToolCall<Answer> => ({
  tool: "git",
  args,
  // Where we stand may be gone, such as a workspace that was removed while it ran; every call names its folder.
  cwd: parse(process.execPath).root,
  env,
  accept: [0, 1, 2, 128, 129],
  parse: answerOf,
});

const answerOf = ({ stdout, stderr, exit }: ToolOutput): Answer =>
  exit === 0
    ? { ok: true, text: stdout }
    : { ok: false, exit, lines: stderr.split(/\r?\n/).filter((line) => line !== "") };
