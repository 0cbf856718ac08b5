import { maskUrls } from "../../processes/masking";
import { Failure } from "../../util/problem";
import { unreachableCode } from "../indexes/ask";

/** Git says in too many ways that it can't reach a repository; what it said is among the lines. */
export const unreachable = (error: unknown, url: string): unknown =>
  error instanceof Failure && error.problem.code === "tool-failed"
    ? new Failure({
        ...error.problem,
        code: unreachableCode,
        message: `The repository ${maskUrls(url)} can't be reached`,
        hint: "Check its URL, the network, and that git can log in without asking.",
        cause: error,
      })
    : error;

/** Of all that git says, the line with the reason: ssh gives it first, and advice follows. */
export const reasonIn = (lines: readonly string[]): string | undefined =>
  lines.find((line) => /^(?:ssh|fatal|error|kex_\w+): /.test(line)) ?? lines.at(-1);
