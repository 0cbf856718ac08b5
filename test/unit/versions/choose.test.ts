import { describe, expect, it } from "vitest";
import { Failure } from "../../../src/util/problem";
import { choose } from "../../../src/versions/choose";
import type { Axis, Version } from "../../../src/versions/types";
import { axisOf, fakeGit, never, worldOf } from "./fakes";

const axis = axisOf(["1.2.0", "1.9.1", "1.9.2", "2.0.0"], {
  range: ">=1.2",
  aliases: { oldest: "@earliest", "@latest": "1.9.2", a: "b", b: "a" },
  leftOut: [
    { release: { name: "1.0.0" }, because: "range" },
    { release: { name: "1.5.0" }, because: "excluded" },
    { release: { name: "2.1.0rc1" }, because: "prerelease" },
  ],
});

const chosen = (wanted: string | undefined, of: Axis = axis): Promise<Version> =>
  choose(of, wanted, worldOf(), never);

const problem = async (wanted: string | undefined, of: Axis = axis): Promise<string> => {
  const error: unknown = await chosen(wanted, of).catch((caught: unknown) => caught);
  return error instanceof Failure
    ? `${error.problem.exit} ${error.problem.code}: ${error.message}`
    : "no failure";
};

describe("choosing a release", () => {
  it.each([
    ["1.2.0", "1.2.0"],
    ["v1.2.0", "1.2.0"],
    ["1.2", "1.2.0"],
    [" 2.0 ", "2.0.0"],
    ["@earliest", "1.2.0"],
    ["@previous-minor", "1.9.2"],
    ["@latest-minor", "2.0.0"],
    ["oldest", "1.2.0"],
    ["@oldest", "1.2.0"],
    ["@latest", "1.9.2"],
    ["2.1.0rc1", "2.1.0rc1"],
  ])("by %j finds %s", async (wanted, name) => {
    expect(await chosen(wanted)).toMatchObject({ axis: "release", name, kind: "release", ref: name });
  });

  it("keeps tag, commit and date, and survives JSON unchanged", async () => {
    const release = { name: "1.2.0", ref: "v1.2.0", commit: "c0ffee", date: "2020-01-01T00:00:00Z" };
    const version = await chosen("v1.2.0", { ...axis, releases: [release] });
    expect(version).toMatchObject({ ...release, order: { nearest: "1.2.0", after: 0 } });
    expect(JSON.parse(JSON.stringify(version))).toEqual(version);
  });

  it("takes the default, else the latest", async () => {
    expect((await chosen(undefined, { ...axis, default: "1.9.1" })).name).toBe("1.9.1");
    expect((await chosen(undefined, axisOf(["1.0", "2.0"]))).name).toBe("2.0");
  });

  it.each([
    ["9.9.9", "2 unknown-version: Axis 'release' has no version '9.9.9'; nearest: 1.9.2, 2.0.0"],
    ["1.3.0", "2 unknown-version: Axis 'release' has no version '1.3.0'; nearest: 1.2.0, 1.9.1"],
    ["@latst", "2 unknown-version: Axis 'release' has no version '@latst'; nearest: @latest"],
    ["1.0.0", "2 unknown-version: Version '1.0.0' of axis 'release' exists, but is outside its range >=1.2"],
    ["v1.5", "2 unknown-version: Version 'v1.5' of axis 'release' exists, but is excluded"],
    ["workspace", "2 unknown-version: Axis 'release' has no 'workspace': it is not a local repository"],
    ["a", "2 alias-cycle: Aliases of axis 'release' go in a circle: a → b → a"],
  ])("says why there is no %s", async (wanted, message) => {
    expect(await problem(wanted)).toContain(message);
  });

  it("says that a range left nothing to choose from", async () => {
    expect(await problem("@latest", axisOf([], { range: ">=9" }))).toContain(
      "no release at all in its range >=9",
    );
    expect(await problem("@previous-minor", axisOf(["1.0"]))).toContain("only one line of releases, 1.0");
  });
});

describe("choosing from a git repository", () => {
  const sha = "a1b2c3d4".repeat(5);
  const of: Axis = {
    ...axisOf(["1.0.0", "1.1.0"]),
    source: { kind: "git", repo: "." },
  };
  const head = `${sha}\t2024-05-01T10:00:00+02:00\n`;
  const answers = {
    "log -1 --no-show-signature --format=%H%x09%cI HEAD --": head,
    "log -1 --no-show-signature --format=%H%x09%cI main --": head,
    "log -1 --no-show-signature --format=%H%x09%cI a1b2c3d --": head,
    "log -1 --no-show-signature --format=%H%x09%cI refs/remotes/origin/feature --": head,
    "rev-parse --symbolic-full-name main": "refs/heads/main\n",
    "rev-parse --symbolic-full-name refs/remotes/origin/feature": "refs/remotes/origin/feature\n",
    "rev-parse --symbolic-full-name HEAD": "refs/heads/main\n",
    "rev-parse --symbolic-full-name a1b2c3d": "\n",
    "for-each-ref --merged": "0.9.0\nv1.0.0\nodd\n",
    [`rev-list --count refs/tags/v1.0.0..${sha}`]: "14\n",
    "for-each-ref --format=%(refname:strip=2) refs/heads": "main\norigin/HEAD\n",
  };
  const order = { scheme: "pep440", nearest: "1.0.0", after: 14 };
  const from = (wanted: string, more: Record<string, string> = {}): Promise<Version> =>
    choose(of, wanted, worldOf({ run: fakeGit({ ...answers, ...more }) }), never);

  it("places the workspace so many commits after the nearest release in its history", async () => {
    expect(await from("workspace")).toEqual({
      axis: "release",
      name: "workspace",
      kind: "workspace",
      commit: sha,
      date: "2024-05-01T10:00:00+02:00",
      order,
    });
  });

  it("tells branches from commits", async () => {
    expect(await from("main")).toMatchObject({
      name: "main",
      kind: "branch",
      ref: "main",
      commit: sha,
      order,
    });
    expect(await from("feature")).toMatchObject({ name: "feature", kind: "branch", ref: "origin/feature" });
    expect(await from("a1b2c3d")).toMatchObject({ name: "a1b2c3d4", kind: "commit", ref: sha, commit: sha });
    expect(await from("HEAD")).toMatchObject({ name: "a1b2c3d4", kind: "commit", ref: sha });
  });

  it("is below all releases where its history has none, and above where the history is cut off", async () => {
    const none = { "for-each-ref --merged": "" };
    expect(
      (await from("workspace", { ...none, "rev-parse --is-shallow-repository": "false\n" })).order,
    ).toEqual({
      scheme: "pep440",
      beyond: "below",
    });
    expect(
      (await from("workspace", { ...none, "rev-parse --is-shallow-repository": "true\n" })).order,
    ).toEqual({
      scheme: "pep440",
      beyond: "above",
    });
  });

  it("never hands git an option or a range", async () => {
    const run = fakeGit(answers);
    for (const wanted of ["--output=x", "main..HEAD", "^main", "a b", "HEAD:file"])
      await expect(choose(of, wanted, worldOf({ run }), never)).rejects.toThrow(`has no version '${wanted}'`);
    expect(run.asked.filter((args) => args.startsWith("log"))).toEqual([]);
  });

  it("names branches too where a name is nearly one", async () => {
    await expect(from("mian")).rejects.toThrow("nearest: main");
  });
});
