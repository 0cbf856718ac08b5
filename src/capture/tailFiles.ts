import { promises as fs } from "node:fs";
import type { Line } from "../processes/types";
import type { Disposable } from "../util/disposable";
import { errorCode } from "../util/files";
import { filesMatching } from "./pathPattern";
import { polling } from "./polling";
import { fileId, TailedFile } from "./tailedFile";

const lookEveryMs = 250;
/** Rotated away and silent for so many looks, a minute: nobody writes to it any more. */
const patience = 240;

export interface TailFiles {
  /** Patterns are relative to it. */
  readonly folder: string;
  readonly patterns: readonly string[];
  readonly onLine: (line: Line) => void;
  /** Takes secrets out of what is kept. */
  readonly mask: (text: string) => string;
  readonly drained?: () => Promise<void> | undefined;
  readonly everyMs?: number;
  /** Told once of each file that can't be read; the others go on. */
  readonly onTrouble?: (path: string, error: unknown) => void;
}

export interface Tail extends Disposable {
  /** Takes what was written until now, and ends. */
  finish(): Promise<void>;
}

/**
 * Files that a program writes, as lines: those that come later too, over rotation and truncation. What stands in them
 * before we begin is of earlier runs, and left out.
 */
export const tailFiles = async (what: TailFiles): Promise<Tail> => {
  const tailing = new Tailing(what);
  await tailing.begin();
  const poll = polling(() => tailing.look(), what.everyMs ?? lookEveryMs);
  poll.whileHeard({ dispose: () => undefined });
  const end = async (): Promise<void> => {
    poll.dispose();
    await tailing.finish();
  };
  return { finish: end, dispose: () => void end() };
};

interface Open {
  readonly file: TailedFile;
  /** Looks since a path last led to it, or something was written to it. */
  missed: number;
}

class Tailing {
  readonly #what: TailFiles;
  readonly #open = new Map<string, Open>();
  readonly #troubled = new Set<string>();
  #turn: Promise<void> = Promise.resolve();
  #ended = false;

  constructor(what: TailFiles) {
    this.#what = what;
  }

  async begin(): Promise<void> {
    for (const path of await this.#paths()) await this.#attempt(path, () => this.#arrive(path, "skip"));
  }

  look(): Promise<void> {
    this.#turn = this.#turn.then(() => (this.#ended ? undefined : this.#once()));
    return this.#turn;
  }

  async finish(): Promise<void> {
    await this.look();
    this.#ended = true;
    for (const [id, { file }] of this.#open) {
      this.#open.delete(id);
      await file.close();
    }
  }

  async #once(): Promise<void> {
    for (const one of this.#open.values()) one.missed++;
    // Oldest first where a file was rotated away: what it still got comes before what its successor has.
    for (const [id, one] of this.#open) await this.#attempt(id, () => grow(one));
    for (const path of await this.#paths()) await this.#attempt(path, () => this.#arrive(path, "read"));
    for (const [id, { file, missed }] of this.#open) if (missed > patience) await this.#leave(id, file);
  }

  async #arrive(path: string, how: "skip" | "read"): Promise<void> {
    const known = this.#open.get((await idOf(path)) ?? "");
    if (known !== undefined) {
      known.missed = 0;
      return;
    }
    const file = await TailedFile.open(path, {
      onLine: (text) => this.#line(text),
      drained: this.#what.drained ?? (() => undefined),
    });
    if (file === undefined) return;
    this.#open.set(file.id, { file, missed: 0 });
    if (how === "skip") await file.skipAll();
    else await file.grow();
  }

  async #leave(id: string, file: TailedFile): Promise<void> {
    this.#open.delete(id);
    await file.close();
  }

  #line(text: string): void {
    const { onLine, mask } = this.#what;
    onLine({ time: Date.now(), stream: "stdout", text: mask(text) });
  }

  async #paths(): Promise<string[]> {
    const { folder, patterns } = this.#what;
    const found: string[] = [];
    for (const pattern of patterns)
      await this.#attempt(pattern, async () => void found.push(...(await filesMatching(folder, pattern))));
    return [...new Set(found)];
  }

  async #attempt(what: string, work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      if (!this.#troubled.has(what)) this.#what.onTrouble?.(what, error);
      this.#troubled.add(what);
    }
  }
}

const grow = async (one: Open): Promise<void> => {
  if (await one.file.grow()) one.missed = 0;
};

const idOf = async (path: string): Promise<string | undefined> => {
  try {
    return fileId(await fs.stat(path));
  } catch (error) {
    if (["ENOENT", "ENOTDIR"].includes(errorCode(error) ?? "")) return undefined;
    throw error;
  }
};
