import type { ToolCall, ToolOutput } from "../../processes/types";

export interface Tag {
  readonly ref: string;
  /** Of the commit, also where the tag is annotated. */
  readonly commit: string;
  readonly date?: string;
}

/** All tags with commits and dates in one call, however many there are. */
export const listTags = (repo: string): ToolCall<readonly Tag[]> => ({
  tool: "git",
  args: ["-C", repo, "for-each-ref", `--format=${fields.join("%09")}`, "refs/tags"],
  parse: ({ stdout }) => stdout.split("\n").flatMap(tagOfLine),
});

/** Of a URL; a remote tells no dates. */
export const listRemoteTags = (url: string): ToolCall<readonly Tag[]> => ({
  tool: "git",
  args: ["ls-remote", "--tags", "--", url],
  parse: remoteTags,
});

/**
 * Of a clone's remote, by the way that its own configuration says. Nobody is asked for a password: a window
 * that opens because of a version's name would surprise; only VS Code's own variables may answer, as for trees.
 */
export const listTagsOfRemote = (
  repo: string,
  remote: string,
  ownSsh: boolean,
): ToolCall<readonly Tag[]> => ({
  tool: "git",
  args: [
    "-C",
    repo,
    ...["-c", "core.askPass="],
    ...(ownSsh ? [] : ["-c", "core.sshCommand=ssh -o BatchMode=yes"]),
    ...["ls-remote", "--tags", "--", remote],
  ],
  env: { GIT_TERMINAL_PROMPT: "0", GCM_INTERACTIVE: "never" },
  parse: remoteTags,
});

const remoteTags = ({ stdout }: ToolOutput): readonly Tag[] => {
  const tags = new Map<string, Tag>();
  for (const line of stdout.split("\n")) {
    const match = /^([0-9a-f]{40,64})\trefs\/tags\/(.+?)(\^\{\})?$/.exec(line);
    // The peeled line comes after the tag's own, and replaces it.
    if (match?.[1] && match[2]) tags.set(match[2], { ref: match[2], commit: match[1] });
  }
  return [...tags.values()];
};

export interface Remote {
  readonly name: string;
  readonly url: string;
}

/** A clone's remotes, and whether the person chose how ssh is called. */
export const remotesOf = (
  repo: string,
): ToolCall<{ readonly remotes: readonly Remote[]; readonly ownSsh: boolean }> => ({
  tool: "git",
  args: ["-C", repo, "config", "-z", "--get-regexp", "^(remote\\..*\\.url|core\\.sshcommand)$"],
  accept: [0, 1, 128],
  parse: ({ stdout }) => {
    const settings = stdout.split("\0").map((entry) => /^([^\n]+)\n([\s\S]*)$/.exec(entry) ?? []);
    const remotes = new Map<string, Remote>();
    for (const [, key = "", url = ""] of settings) {
      const name = /^remote\.(.+)\.url$/.exec(key)?.[1];
      if (name !== undefined && url !== "" && !remotes.has(name)) remotes.set(name, { name, url });
    }
    return { remotes: [...remotes.values()], ownSsh: settings.some(([, key]) => key === "core.sshcommand") };
  },
});

export const remoteBranch = (url: string, name: string): ToolCall<string | undefined> => ({
  tool: "git",
  args: ["ls-remote", "--heads", "--", url, `refs/heads/${name}`],
  parse: ({ stdout }) => /^([0-9a-f]{40,64})\t/.exec(stdout)?.[1],
});

export const mergedTags = (repo: string, commit: string): ToolCall<readonly string[]> => ({
  tool: "git",
  args: ["-C", repo, "for-each-ref", `--merged=${commit}`, "--format=%(refname:strip=2)", "refs/tags"],
  parse: ({ stdout }) => lines(stdout),
});

export const commitsBetween = (repo: string, from: string, to: string): ToolCall<number> => ({
  tool: "git",
  args: ["-C", repo, "rev-list", "--count", `${from}..${to}`, "--"],
  parse: ({ stdout }) => Number(stdout.trim()),
});

export interface ListedCommit extends Commit {
  readonly subject: string;
}

/** Oldest first, along the line that was merged into; without `from`, with `to`. */
export const listCommits = (repo: string, from: string, to: string): ToolCall<readonly ListedCommit[]> => ({
  tool: "git",
  args: [
    ...["-C", repo, "log", "--reverse", "--first-parent", "--no-show-signature"],
    ...["--format=%H%x09%cI%x09%s", `${from}..${to}`, "--"],
  ],
  parse: ({ stdout }) =>
    lines(stdout).flatMap((line) => {
      const [commit, date, ...subject] = line.split("\t");
      return commit && date ? [{ commit, date, subject: subject.join("\t") }] : [];
    }),
});

export const changedFiles = (repo: string, from: string, to: string): ToolCall<readonly string[]> => ({
  tool: "git",
  args: ["-C", repo, "diff", "--name-only", "-z", "--no-ext-diff", from, to, "--"],
  parse: ({ stdout }) => stdout.split("\0").filter((name) => name !== ""),
});

/** How many commits each of two has that the other has not. */
export const divergence = (
  repo: string,
  one: string,
  other: string,
): ToolCall<{ readonly left: number; readonly right: number }> => ({
  tool: "git",
  args: ["-C", repo, "rev-list", "--left-right", "--count", `${one}...${other}`, "--"],
  parse: ({ stdout }) => {
    const [left = 0, right = 0] = stdout.trim().split(/\s+/).map(Number);
    return { left, right };
  },
});

export const mergeBase = (repo: string, one: string, other: string): ToolCall<string | undefined> => ({
  tool: "git",
  args: ["-C", repo, "merge-base", one, other],
  accept: [0, 1],
  parse: ({ stdout }) => lines(stdout)[0],
});

export const contains = (repo: string, descendant: string, ancestor: string): ToolCall<boolean> => ({
  tool: "git",
  args: ["-C", repo, "merge-base", "--is-ancestor", ancestor, descendant],
  accept: [0, 1],
  parse: ({ exit }) => exit === 0,
});

export const isShallow = (repo: string): ToolCall<boolean> => ({
  tool: "git",
  args: ["-C", repo, "rev-parse", "--is-shallow-repository"],
  parse: ({ stdout }) => stdout.trim() === "true",
});

export interface Commit {
  readonly commit: string;
  readonly date: string;
}

/** Undefined where nothing has that name. */
export const commitOf = (repo: string, revision: string): ToolCall<Commit | undefined> => ({
  tool: "git",
  args: ["-C", repo, "log", "-1", "--no-show-signature", "--format=%H%x09%cI", revision, "--"],
  accept: [0, 128],
  parse: ({ exit, stdout }) => {
    const [commit, date] = stdout.trim().split("\t");
    return exit === 0 && commit && date ? { commit, date } : undefined;
  },
});

/** `refs/heads/main`, `refs/tags/v1`, or undefined for a bare commit. */
export const fullNameOf = (repo: string, revision: string): ToolCall<string | undefined> => ({
  tool: "git",
  args: ["-C", repo, "rev-parse", "--symbolic-full-name", revision],
  accept: [0, 128],
  parse: (output: ToolOutput) => (output.exit === 0 ? lines(output.stdout)[0] : undefined),
});

export const listBranches = (repo: string): ToolCall<readonly string[]> => ({
  tool: "git",
  args: ["-C", repo, "for-each-ref", "--format=%(refname:strip=2)", "refs/heads", "refs/remotes"],
  parse: ({ stdout }) => lines(stdout).filter((name) => !name.endsWith("/HEAD")),
});

export const isRepository = (folder: string): ToolCall<boolean> => ({
  tool: "git",
  args: ["-C", folder, "rev-parse", "--git-dir"],
  accept: [0, 128],
  parse: ({ exit }) => exit === 0,
});

const fields = [
  "%(refname:strip=2)",
  "%(objecttype)",
  "%(objectname)",
  "%(*objecttype)",
  "%(*objectname)",
  "%(creatordate:iso-strict)",
  "%(*committerdate:iso-strict)",
];

const tagOfLine = (line: string): readonly Tag[] => {
  const [ref, type, object, peeledType, peeled, created, committed] = line.split("\t");
  // Tags of trees and blobs are no versions.
  const commit = type === "commit" ? object : peeledType === "commit" ? peeled : undefined;
  if (!ref || !commit) return [];
  const date = created || committed;
  return [date ? { ref, commit, date } : { ref, commit }];
};

const lines = (text: string): string[] => text.split(/\r?\n/).filter((line) => line !== "");
