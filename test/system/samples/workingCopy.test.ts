import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { describe, expect, it } from "vitest";
import { git, makeTiny, sample, temporaryFolder } from "./copies";

describe("a working copy of a sample", () => {
  it("is on main at the newest of eight releases, clean, and printed as the last line", () => {
    const folder = join(temporaryFolder(), "deep", "tiny");
    const { exit, printed } = sample(["tiny", folder]);
    expect(exit).toBe(0);
    expect(printed).toBe(`${folder}\n`);
    expect(git(folder, "symbolic-ref", "HEAD")).toBe("refs/heads/main");
    expect(git(folder, "status", "--porcelain", "--ignored")).toBe("");
    expect(git(folder, "describe", "--tags")).toBe("2.0.0");
    expect(readdirSync(dirname(folder))).toEqual(["tiny"]);
  });

  it("has annotated and lightweight tags, dated when the releases came out", () => {
    const tags = git(
      makeTiny(),
      "for-each-ref",
      "refs/tags",
      "--format=%(refname:short) %(objecttype) %(creatordate:short)",
    );
    expect(tags.split("\n")).toEqual([
      "1.0.0 tag 2019-11-05",
      "1.1.0 commit 2020-06-18",
      "1.2.0 tag 2021-02-09",
      "1.3.0 commit 2021-10-26",
      "1.4.0 tag 2022-07-12",
      "1.5.0 commit 2023-04-04",
      "1.6.0 commit 2024-02-20",
      "2.0.0 tag 2025-03-11",
    ]);
  });

  it("carries in each release the version that its tag says, in both packages", () => {
    const folder = makeTiny();
    for (const version of git(folder, "tag").split("\n"))
      for (const part of ["codeserver", "webserver"])
        expect(git(folder, "show", `${version}:${part}/__init__.py`)).toContain(`__version__ = "${version}"`);
  });

  it("has the same commit ids whatever git is told by the user's configuration and environment", () => {
    const home = temporaryFolder();
    const hooks = join(home, "hooks");
    mkdirSync(hooks);
    writeFileSync(join(hooks, "post-commit"), `#!/bin/sh\ntouch "${join(home, "hook-ran")}"\n`, {
      mode: 0o755,
    });
    const config = `[user]\nname = Somebody\n[commit]\ngpgsign = true\n[tag]\ngpgsign = true\n[core]\nautocrlf = true\nhooksPath = ${hooks}\n[init]\ndefaultBranch = trunk\n`;
    writeFileSync(join(home, ".gitconfig"), config);
    const odd = makeTiny({
      HOME: home,
      GIT_CONFIG_GLOBAL: join(home, ".gitconfig"),
      GIT_DIR: join(home, "elsewhere"),
      GIT_AUTHOR_NAME: "Somebody",
      TZ: "Asia/Tokyo",
    });
    const plain = makeTiny();
    expect(git(odd, "for-each-ref")).toBe(git(plain, "for-each-ref"));
    expect(existsSync(join(home, "hook-ran"))).toBe(false);
    expect(existsSync(join(home, "elsewhere"))).toBe(false);
  });

  it("is handed back as it is the second time", () => {
    const folder = makeTiny();
    const before = statSync(join(folder, ".git", "HEAD")).mtimeMs;
    const again = sample(["tiny", folder]);
    expect(again).toMatchObject({ exit: 0, printed: `${folder}\n` });
    expect(again.said).toContain("there already");
    expect(statSync(join(folder, ".git", "HEAD")).mtimeMs).toBe(before);
  });

  it.each([
    ["an edited file", (folder: string) => writeFileSync(join(folder, "README.md"), "mine\n")],
    ["a new file", (folder: string) => writeFileSync(join(folder, "notes.txt"), "mine\n")],
    [
      "an ignored file",
      (folder: string) => writeFileSync(join(folder, ".vscode", "backcompat.local.json"), "{}\n"),
    ],
    ["a branch", (folder: string) => git(folder, "branch", "mine")],
    ["another release checked out", (folder: string) => git(folder, "checkout", "-q", "-B", "main", "1.4.0")],
    ["a detached HEAD", (folder: string) => git(folder, "checkout", "-q", "--detach")],
  ])("is kept with %s in it, until told to make it anew", (_, change) => {
    const folder = makeTiny();
    const untouched = git(folder, "for-each-ref");
    change(folder);
    const changed = git(folder, "status", "--porcelain", "--ignored", "--branch");
    const kept = sample(["tiny", folder]);
    expect(kept).toMatchObject({ exit: 0, printed: `${folder}\n` });
    expect(kept.said).toContain("kept as it is");
    expect(git(folder, "status", "--porcelain", "--ignored", "--branch")).toBe(changed);
    expect(sample(["tiny", folder, "--fresh"]).exit).toBe(0);
    expect(git(folder, "for-each-ref")).toBe(untouched);
    expect(git(folder, "status", "--porcelain", "--ignored", "--branch")).toBe("## main");
  });

  it("takes the caches that Python leaves for nobody's work", () => {
    const folder = makeTiny();
    mkdirSync(join(folder, "wire", "__pycache__"));
    writeFileSync(join(folder, "wire", "__pycache__", "client.pyc"), "");
    expect(sample(["tiny", folder]).said).toContain("there already");
  });

  it("is made anew when untouched and older than the sample", () => {
    const folder = makeTiny();
    const file = join(folder, ".git", "backcompat-sample.json");
    const current = readFileSync(file, "utf8");
    writeFileSync(file, current.replace(/"content":"\w+"/, '"content":"older"'));
    expect(sample(["tiny", folder]).said).toContain("newer");
    expect(readFileSync(file, "utf8")).toBe(current);
  });

  it("fills an empty folder that is there", () => {
    const folder = temporaryFolder();
    expect(sample(["tiny", folder]).exit).toBe(0);
    expect(git(folder, "describe", "--tags")).toBe("2.0.0");
  });

  it.each([[[]], [["--fresh"]]])("never takes a folder that it didn't make (%j)", (options) => {
    const folder = temporaryFolder();
    writeFileSync(join(folder, "thesis.txt"), "years of work\n");
    const { exit, said, printed } = sample(["tiny", folder, ...options]);
    expect({ exit, printed }).toEqual({ exit: 2, printed: "" });
    expect(said).toContain(`${folder} is not empty`);
    expect(readdirSync(folder)).toEqual(["thesis.txt"]);
  });

  it("never takes a clone of a copy for its own", () => {
    const clone = join(temporaryFolder(), "clone");
    git(".", "clone", "-q", makeTiny(), clone);
    expect(sample(["tiny", clone, "--fresh"]).exit).toBe(2);
    expect(git(clone, "describe", "--tags")).toBe("2.0.0");
  });

  it("says which samples there are when the name is wrong or missing", () => {
    expect(sample(["tyni"])).toMatchObject({
      exit: 2,
      said: expect.stringMatching(/There are (.* and )?tiny\b/),
    });
    expect(sample([])).toMatchObject({ exit: 2, said: expect.stringContaining("npm run sample -- NAME") });
    expect(sample(["tiny", "--frehs"])).toMatchObject({ exit: 2, said: expect.stringContaining("--frehs") });
    expect(sample(["--help"])).toMatchObject({ exit: 0, printed: expect.stringContaining("tiny") });
  });

  it("lies relative to where the person stood when npm runs the script", () => {
    const stood = temporaryFolder();
    const env = { INIT_CWD: stood, npm_lifecycle_event: "sample" };
    expect(sample(["tiny", "here"], { env }).printed).toBe(`${join(stood, "here")}\n`);
    expect(
      sample(["tiny", "there"], { env: { ...env, npm_lifecycle_event: "test" }, cwd: stood }).printed,
    ).toBe(`${join(stood, "there")}\n`);
  });
});
