import { execFileSync } from "node:child_process";
import { mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { runTool } from "../../../src/processes/tool";
import { choose } from "../../../src/versions/choose";
import { compareVersions } from "../../../src/versions/compare";
import { resolveAxis } from "../../../src/versions/resolve";
import type { Axis, AxisSpec, Version } from "../../../src/versions/types";
import type { VersionsWorld } from "../../../src/versions/world";

const signal = new AbortController().signal;
let folder = "";
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "backcompat-versions-"));
});
afterAll(() => rmSync(folder, { recursive: true }));

const world = (repo: string): VersionsWorld => ({
  run: runTool,
  env: {},
  workspaceFolder: repo,
  cacheDir: join(folder, "cache"),
  now: () => Date.now(),
});

const resolve = (repo: string, more: Partial<AxisSpec> = {}): Promise<Axis> =>
  resolveAxis({ name: "host", source: { kind: "git", repo: "." }, ...more }, world(repo), signal);

const chosen = async (repo: string, wanted: string, axis?: Axis): Promise<Version> =>
  choose(axis ?? (await resolve(repo)), wanted, world(repo), signal);

/** A repository with a clock of its own: each commit is an hour later. */
const repository = (name: string) => {
  const at = join(folder, name);
  let hour = 0;
  const git = (...args: string[]): string => {
    const date = new Date(Date.UTC(2024, 0, 1, hour)).toISOString();
    return execFileSync("git", ["-C", at, ...args], {
      encoding: "utf8",
      env: {
        ...process.env,
        GIT_CONFIG_GLOBAL: "/dev/null",
        GIT_CONFIG_SYSTEM: "/dev/null",
        GIT_AUTHOR_DATE: date,
        GIT_COMMITTER_DATE: date,
      },
    }).trim();
  };
  execFileSync("git", ["init", "-q", "-b", "main", at]);
  git("config", "user.email", "a@example.com");
  git("config", "user.name", "A");
  const commit = (count = 1): string => {
    for (let done = 0; done < count; done++) {
      hour++;
      git("commit", "-q", "--allow-empty", "-m", `commit ${hour}`);
    }
    return git("rev-parse", "HEAD");
  };
  return { at, git, commit };
};

describe("versions of a real repository", () => {
  it("has lightweight and annotated tags with dates and commits, and no odd ones", async () => {
    const { at, git, commit } = repository("tags");
    const first = commit();
    git("tag", "v1.0.0");
    git("tag", "nightly");
    git("tag", "of-a-tree", "HEAD^{tree}");
    const second = commit();
    git("tag", "-a", "1.1.0", "-m", "release");
    git("tag", "1.2.0rc1");
    const axis = await resolve(at);
    expect(axis.releases).toMatchObject([
      { name: "1.0.0", ref: "v1.0.0", commit: first },
      { name: "1.1.0", ref: "1.1.0", commit: second },
    ]);
    expect(axis.releases.map(({ date }) => Date.parse(date ?? ""))).toEqual([
      Date.UTC(2024, 0, 1, 1),
      Date.UTC(2024, 0, 1, 2),
    ]);
    expect(axis.leftOut).toMatchObject([{ release: { name: "1.2.0rc1" }, because: "prerelease" }]);
  });

  it("has branches, commits and the workspace as the nearest release and what follows", async () => {
    const { at, git, commit } = repository("describe");
    commit();
    git("tag", "1.0.0");
    commit(2);
    git("branch", "old");
    commit();
    git("tag", "-a", "v1.1.0", "-m", "release");
    const at11 = commit(0);
    commit(3);
    writeFileSync(join(at, "dirty"), "x");
    const axis = await resolve(at);
    const [workspace, old, before, short, tag] = await Promise.all(
      ["workspace", "old", "HEAD~3", at11.slice(0, 7), "1.1.0"].map((wanted) => chosen(at, wanted, axis)),
    );
    expect(workspace).toMatchObject({ kind: "workspace", order: { nearest: "1.1.0", after: 3 } });
    expect(old).toMatchObject({ kind: "branch", name: "old", order: { nearest: "1.0.0", after: 2 } });
    expect(before).toMatchObject({ kind: "commit", commit: at11, order: { nearest: "1.1.0", after: 0 } });
    expect(short).toMatchObject({ kind: "commit", name: at11.slice(0, 8), commit: at11 });
    if (!workspace || !old || !before || !tag) throw new Error("missing");
    expect([compareVersions(workspace, tag), compareVersions(before, tag)]).toEqual([3, 0]);
    expect(compareVersions(old, tag)).toBeLessThan(0);
  });

  it("keeps a feature branch below the release that the main branch got meanwhile", async () => {
    const { at, git, commit } = repository("feature");
    commit();
    git("tag", "1.0.0");
    commit();
    git("switch", "-q", "-c", "feature");
    commit(4);
    git("switch", "-q", "main");
    commit(2);
    git("tag", "1.1.0");
    git("switch", "-q", "feature");
    commit(3);
    expect((await chosen(at, "workspace")).order).toEqual({ scheme: "pep440", nearest: "1.0.0", after: 8 });
  });

  it("follows the newest release where each is cut on a branch of its own", async () => {
    const { at, git, commit } = repository("cut");
    commit();
    git("tag", "0.1.0");
    for (const version of ["1.0.0", "1.1.0", "1.2.0"]) {
      commit(3);
      git("switch", "-q", "-c", `release-${version}`);
      commit();
      git("tag", version);
      git("switch", "-q", "main");
    }
    const cut = commit(0);
    git("switch", "-q", "-c", "feature", `${cut}~2`);
    commit();
    git("switch", "-q", "main");
    commit(2);
    expect((await chosen(at, "workspace")).order).toEqual({ scheme: "pep440", nearest: "1.2.0", after: 2 });
    expect((await chosen(at, `${cut}~1`)).order).toMatchObject({ nearest: "1.1.0" });
    // Its work is younger than 1.2.0, but the main branch's work that went into 1.2.0 is not in it.
    expect((await chosen(at, "feature")).order).toMatchObject({ nearest: "1.1.0" });
    expect((await chosen(at, "release-1.1.0")).order).toEqual({
      scheme: "pep440",
      nearest: "1.1.0",
      after: 0,
    });
  });

  it("keeps a maintenance branch below newer lines", async () => {
    const { at, git, commit } = repository("maintenance");
    commit();
    git("tag", "1.0.0");
    git("branch", "maintenance-1");
    commit(2);
    git("tag", "2.0.0");
    git("switch", "-q", "maintenance-1");
    commit(5);
    git("tag", "1.0.1");
    commit(5);
    expect((await chosen(at, "workspace")).order).toEqual({ scheme: "pep440", nearest: "1.0.1", after: 5 });
  });

  it("knows what is before the first release, and what of a shallow clone it can't know", async () => {
    const { at, git, commit } = repository("first");
    const root = commit();
    commit();
    git("tag", "1.0.0");
    commit();
    expect((await chosen(at, root)).order).toEqual({ scheme: "pep440", beyond: "below" });
    const shallow = join(folder, "shallow");
    execFileSync("git", ["clone", "-q", "--depth", "1", "--no-tags", pathToFileURL(at).href, shallow]);
    expect((await chosen(shallow, "workspace")).order).toEqual({ scheme: "pep440", beyond: "above" });
  });

  it("is asked by URL too: tags, branches and full commits", async () => {
    const { at, git, commit } = repository("remote");
    const first = commit();
    git("tag", "-a", "v1.0.0", "-m", "release");
    const url = pathToFileURL(at).href;
    const axis = await resolve(folder, { source: { kind: "git", repo: url } });
    expect(axis.releases).toEqual([{ name: "1.0.0", ref: "v1.0.0", commit: first }]);
    expect(await chosen(folder, "main", axis)).toMatchObject({ kind: "branch", ref: "main", commit: first });
    expect(await chosen(folder, first, axis)).toMatchObject({
      kind: "commit",
      ref: first,
      name: first.slice(0, 8),
    });
    await expect(chosen(folder, "1.1.0", axis)).rejects.toThrow("has no version '1.1.0'; nearest: 1.0.0");
    await expect(chosen(folder, "workspace", axis)).rejects.toThrow("no 'workspace'");
  });

  it("by URL is remembered while it can't be reached", async () => {
    const { at, git, commit } = repository("gone");
    commit();
    git("tag", "1.0.0");
    const spec = { source: { kind: "git", repo: pathToFileURL(at).href } } as const;
    expect((await resolve(folder, spec)).notes).toEqual([]);
    rmSync(at, { recursive: true });
    const later = { ...world(folder), now: () => Date.now() + 2 * 3_600_000 };
    const axis = await resolveAxis({ name: "host", ...spec }, later, signal);
    expect(axis.releases.map(({ name }) => name)).toEqual(["1.0.0"]);
    expect(axis.notes).toEqual([
      expect.stringMatching(/^from the cache, 2 h old: The repository file:.*gone can't be reached$/),
    ]);
    const unknown = { source: { kind: "git", repo: `${spec.source.repo}-other` } } as const;
    await expect(resolve(folder, unknown)).rejects.toMatchObject({
      problem: { code: "index-unreachable", exit: 3 },
    });
  });

  it("is named where there is none", async () => {
    await expect(resolve(folder)).rejects.toThrow("which is no git repository");
  });

  it("is not written to", async () => {
    const { at, git, commit } = repository("unwritten");
    commit();
    git("tag", "1.0.0");
    commit();
    const files = (): string =>
      readdirSync(join(at, ".git"), { recursive: true, encoding: "utf8" })
        .map((name) => `${name} ${statSync(join(at, ".git", name)).mtimeMs}`)
        .sort()
        .join("\n");
    const before = files();
    await chosen(at, "workspace");
    await chosen(at, "main");
    expect(files()).toBe(before);
  });

  it("reads thousands of tags with few calls", async () => {
    const { at, git, commit } = repository("many");
    const sha = commit();
    const packed = Array.from(
      { length: 2000 },
      (_, n) => `${sha} refs/tags/v${Math.floor(n / 100)}.${n % 100}.0`,
    ).sort();
    git("pack-refs", "--all");
    writeFileSync(
      join(at, ".git", "packed-refs"),
      `# pack-refs with: peeled fully-peeled sorted \n${packed.join("\n")}\n`,
    );
    const calls: string[] = [];
    const counted: VersionsWorld = {
      ...world(at),
      run: (call, run) => {
        calls.push(call.args.join(" "));
        return runTool(call, run);
      },
    };
    const axis = await resolveAxis({ name: "host", source: { kind: "git", repo: at } }, counted, signal);
    expect(axis.releases).toHaveLength(2000);
    expect(axis.releases.at(-1)?.name).toBe("19.99.0");
    expect(calls).toHaveLength(2);
  });
});

describe("versions of a clone that lacks its remote's tags", () => {
  const upstream = (name: string) => {
    const made = repository(name);
    for (const tag of ["1.0.0", "1.1.0", "1.2.0", "2.0.0rc1"]) {
      made.commit();
      made.git("tag", "-a", "-m", tag, `v${tag}`);
    }
    made.commit();
    return made;
  };
  const clone = (from: string, name: string, ...how: string[]): string => {
    const at = join(folder, name);
    execFileSync("git", ["clone", "-q", ...how, pathToFileURL(from).href, at]);
    return at;
  };
  const later = (repo: string): VersionsWorld => ({ ...world(repo), now: () => Date.now() + 7_200_000 });

  it("are those of the remote where they are named, to be fetched by their tag", async () => {
    const at = clone(upstream("deep").at, "deep-clone", "--depth", "1");
    const axis = await resolve(at, { aliases: { old: "1.0.0" }, default: "1.2.0" });
    expect(axis.releases).toEqual([]);
    expect(axis.notes).toEqual([expect.stringContaining("`git fetch --tags` lists them")]);
    const version = await chosen(at, "1.1.0", axis);
    expect(version).toMatchObject({ name: "1.1.0", kind: "release", ref: "v1.1.0" });
    expect(version).not.toHaveProperty("commit");
    expect((await chosen(at, "@old", axis)).ref).toBe("v1.0.0");
    expect((await choose(axis, undefined, world(at), signal)).ref).toBe("v1.2.0");
    expect(compareVersions(await chosen(at, "1.0.0", axis), version)).toBeLessThan(0);
  });

  it("obey range, excludes and match as the clone's own do", async () => {
    const at = clone(upstream("ranged").at, "ranged-clone", "--depth", "1");
    const axis = await resolve(at, { range: ">=1.1", exclude: ["1.2.0"] });
    await expect(chosen(at, "1.0.0", axis)).rejects.toThrow("exists, but is outside its range >=1.1");
    await expect(chosen(at, "1.2.0", axis)).rejects.toThrow("exists, but is excluded");
    await expect(chosen(at, "9.9.9", axis)).rejects.toThrow("nearest: 1.1.0");
    expect((await chosen(at, "@latest", axis)).name).toBe("1.1.0");
    const none = await resolve(at, { source: { kind: "git", repo: ".", match: "^other-" } });
    await expect(chosen(at, "1.1.0", none)).rejects.toThrow("has no version '1.1.0'");
  });

  it("say through aliases what is the latest and the earliest of all, not of what the clone has left", async () => {
    const { at: from, git } = upstream("aliased");
    git("tag", "1.3.0");
    const at = clone(from, "aliased-clone", "--depth", "1");
    const axis = await resolve(at);
    expect(axis.releases.map(({ name }) => name)).toEqual(["1.3.0"]);
    expect((await chosen(at, "@earliest", axis)).name).toBe("1.0.0");
    expect((await chosen(at, "@previous-minor", axis)).name).toBe("1.2.0");
    expect(await chosen(at, "@latest", axis)).toMatchObject({ name: "1.3.0", date: expect.any(String) });
  });

  it("are found in any of a fork's remotes, and one tagged a moment ago too", async () => {
    const { at: from, git } = upstream("project");
    const fork = repository("fork");
    fork.commit();
    const at = clone(fork.at, "fork-clone");
    execFileSync("git", ["-C", at, "remote", "add", "upstream", from]);
    expect((await chosen(at, "1.0.0")).ref).toBe("v1.0.0");
    git("tag", "v1.4.0");
    expect((await chosen(at, "1.4.0")).ref).toBe("v1.4.0");
    await expect(chosen(at, "7.0.0")).rejects.toThrow("nearest: 1.2.0, 1.4.0");
  });

  it("are remembered while no remote can be reached, and then missed with a way to get them", async () => {
    const { at: from } = upstream("offline");
    const at = clone(from, "offline-clone", "--depth", "1");
    const axis = await resolve(at);
    await chosen(at, "1.0.0", axis);
    rmSync(from, { recursive: true });
    expect((await choose(axis, "1.1.0", later(at), signal)).ref).toBe("v1.1.0");
    await expect(choose(axis, "9.9.9", later(at), signal)).rejects.toMatchObject({
      problem: {
        code: "unknown-version",
        exit: 2,
        hint: expect.stringContaining("`git fetch --tags`"),
        lines: [expect.stringMatching(/^origin: .*can't be reached/)],
      },
    });
  });

  it("are asked for without a word written into the clone", async () => {
    const at = clone(upstream("quiet").at, "quiet-clone", "--depth", "1");
    const files = (): string =>
      readdirSync(join(at, ".git"), { recursive: true, encoding: "utf8" })
        .map((name) => `${name} ${statSync(join(at, ".git", name)).mtimeMs}`)
        .sort()
        .join("\n");
    const before = files();
    await chosen(at, "1.0.0");
    expect(files()).toBe(before);
  });
});
