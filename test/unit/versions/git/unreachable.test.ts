import { describe, expect, it } from "vitest";
import { machineFailure, problemOf } from "../../../../src/util/problem";
import { reasonIn, unreachable } from "../../../../src/versions/git/unreachable";

describe("a repository that can't be reached", () => {
  it("is said without its password, with what git said and what to look at", () => {
    const failed = machineFailure("tool-failed", "`git ls-remote` failed", { lines: ["fatal: no route"] });
    const problem = problemOf(unreachable(failed, "https://me:secret@host/x.git"));
    expect(problem).toMatchObject({ code: "index-unreachable", exit: 3, lines: ["fatal: no route"] });
    expect(problem.message).toBe("The repository https://***@host/x.git can't be reached");
    expect(problem.hint).toContain("network");
  });

  it("is not what any other failure is taken for", () => {
    const missing = machineFailure("tool-missing", "git is needed");
    expect(unreachable(missing, "https://host/x")).toBe(missing);
  });

  it.each([
    [
      [
        "ssh: connect to host h port 22: Connection refused",
        "fatal: Could not read from remote repository.",
        "",
        "and the repository exists.",
      ],
      "ssh: connect to host h port 22: Connection refused",
    ],
    [["warning: x", "fatal: unable to access 'https://h/'", "hint"], "fatal: unable to access 'https://h/'"],
    [["one", "two"], "two"],
    [[], undefined],
  ])("has its reason in one of git's lines: %j", (lines, reason) => {
    expect(reasonIn(lines)).toBe(reason);
  });
});
