import { promises as fs } from "node:fs";
import { basename, dirname, resolve } from "node:path";
import type { RunTool, ToolRun } from "../processes/types";
import { contentHash } from "../util/json";
import { inputFailure } from "../util/problem";
import { askTheirs, errorLines } from "./git";

/** What a tree is made from, and the name under which our repository for it lives. */
export type Origin = CheckoutOrigin | UrlOrigin;

export interface CheckoutOrigin {
  readonly kind: "checkout";
  readonly key: string;
  /** As a person would name it. */
  readonly title: string;
  /** A folder in which git finds the repository. */
  readonly dir: string;
  /** Shared by all worktrees of that repository. */
  readonly commonDir: string;
  /** The asked-for folder within the checkout, "" for its root. */
  readonly prefix: string;
  readonly objectFormat: string;
}

export interface UrlOrigin {
  readonly kind: "url";
  readonly key: string;
  readonly title: string;
  readonly url: string;
  readonly prefix: "";
  readonly objectFormat: "sha1";
}

export const findOrigin = async (run: RunTool, repo: string, how?: ToolRun): Promise<Origin> =>
  isUrl(repo) ? urlOrigin(repo) : checkoutOrigin(run, resolve(repo), how);

/** `scheme://…` or ssh's `host:path`, but not a Windows drive. */
export const isUrl = (repo: string): boolean =>
  /^[a-z][a-z0-9+.-]+:\/\//i.test(repo) ||
  /^[\w.-]+@[\w.-]+:/.test(repo) ||
  /^[\w.-]{2,}:(?![\\/]{2})[^\\]/.test(repo);

/** A password in a URL is for git, not for people's screens. */
export const withoutSecret = (url: string): string => url.replace(/^([a-z][a-z0-9+.-]*:\/\/)[^/@]*@/i, "$1");

export const urlOrigin = (url: string): UrlOrigin => {
  if (/^[a-z][a-z0-9+.-]*::/i.test(url) || url.startsWith("-"))
    throw inputFailure("bad-repository", `${withoutSecret(url)} is not a repository URL`, {
      hint: "Use an https, ssh or file URL, or a folder.",
    });
  const title = withoutSecret(url);
  return { kind: "url", key: keyOf(lastName(url), url), title, url, prefix: "", objectFormat: "sha1" };
};

export const checkoutOrigin = async (run: RunTool, dir: string, how?: ToolRun): Promise<CheckoutOrigin> => {
  const answer = await run(askTheirs(dir, [...facts]), how);
  if (!answer.ok)
    throw inputFailure("not-a-repository", `${dir} is not in a git checkout`, {
      hint: "Give a folder of a git checkout, or a URL.",
      lines: errorLines(answer),
    });
  const [common = "", objectFormat = "sha1", prefix = ""] = answer.text.split(/\r?\n/);
  const commonDir = await fs.realpath(resolve(dir, common));
  const name = basename(commonDir) === ".git" ? basename(dirname(commonDir)) : lastName(commonDir);
  const key = keyOf(name, commonDir);
  return {
    kind: "checkout",
    key,
    title: dir,
    dir,
    commonDir,
    prefix: prefix.replace(/\/$/, ""),
    objectFormat,
  };
};

const facts = ["rev-parse", "--git-common-dir", "--show-object-format", "--show-prefix"] as const;

const keyOf = (name: string, identity: string): string =>
  `${
    name
      .replaceAll(/[^\w.-]+/g, "-")
      .replace(/^[.-]+/, "")
      .slice(0, 40) || "repository"
  }-${contentHash(identity).slice(0, 8)}`;

const lastName = (path: string): string => {
  const last =
    path
      .replace(/[\\/]+$/, "")
      .split(/[\\/:]/)
      .at(-1) ?? "";
  return last.replace(/\.git$/, "");
};
