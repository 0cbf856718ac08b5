import { describe, expect, it } from "vitest";
import { buttonsFor, failureText } from "../../../../src/editor/emulate/failureText";
import { inputFailure, machineFailure } from "../../../../src/util/problem";

const failed = { step: "“Start grpc”", emulation: "7f3a91", folder: "/work" };

describe("a failed launch", () => {
  it("says which step, why, the last line that says something, and what to do now", () => {
    const { problem } = machineFailure("not-ready", "grpc ended with 1 before it was ready", {
      hint: "Look into its log.",
      lines: [
        "Traceback (most recent call last):",
        '  File "x.py", line 3',
        "KeyError: 'port'",
        "    at nothing",
      ],
    });
    expect(failureText({ ...failed, problem })).toBe(
      "“Start grpc” failed. grpc ended with 1 before it was ready. KeyError: 'port'. Look into its log.",
    );
  });

  it("has no room for folders, nor for a command to try by hand", () => {
    const { problem } = machineFailure("not-ready", "grpc ended", {
      hint: "Its last lines may say why. To try it by hand: python -m grpc",
      lines: ["/home/me/.local/state/backcompat/venv/bin/python: No module named grpc"],
    });
    expect(failureText({ ...failed, step: undefined, problem })).toBe(
      "grpc ended. …/python: No module named grpc. Its last lines may say why.",
    );
  });

  it("does not repeat what the message says already", () => {
    const { problem } = machineFailure("x", "uv said: no such package", { lines: ["no such package"] });
    expect(failureText({ ...failed, step: undefined, problem })).toBe("uv said: no such package.");
  });

  it("names the place of a mistake in the scenario, and offers to edit it before all else", () => {
    const place = { file: ".vscode/backcompat.json", line: 3, column: 7 };
    const { problem } = inputFailure("unknown-side", "there is no side x", { place });
    expect(failureText({ ...failed, step: undefined, problem })).toBe(
      ".vscode/backcompat.json:3:7: there is no side x.",
    );
    expect(buttonsFor({ ...failed, emulation: undefined, problem })).toEqual([
      "Edit Scenario",
      "Show Log",
      "Retry",
    ]);
  });

  it("of this machine offers its log, another try, and to clean up what began", () => {
    const { problem } = machineFailure("port-taken", "port 3000 is taken");
    expect(buttonsFor({ ...failed, problem })).toEqual(["Show Log", "Retry", "Clean Up"]);
  });

  it("cuts a line that would fill the screen", () => {
    const { problem } = machineFailure("x", "it failed", { lines: ["y".repeat(5000)] });
    expect(failureText({ ...failed, problem }).length).toBeLessThan(300);
  });
});
