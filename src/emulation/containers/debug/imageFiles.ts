import { posix } from "node:path";
import { entryInside, type InsideEntry } from "../../../containers/readInside";
import type { CommandFiles } from "../../../languages/command";
import type { Probe } from "./probe";

/** Files of an image, as those ask for them who find out what a command leads to. */
export class ImageFiles implements CommandFiles {
  readonly #probe: Probe;
  readonly #entries = new Map<string, Promise<InsideEntry | undefined>>();
  readonly #found = new Map<string, string | undefined>();
  #asked: string[] = [];

  constructor(probe: Probe) {
    this.#probe = probe;
  }

  /** Answers at once: of what was never looked up it is noted that it was asked for. */
  executable = (name: string): string | undefined => {
    if (!this.#found.has(name)) this.#asked.push(name);
    return this.#found.get(name);
  };

  start = async (path: string): Promise<string | undefined> => {
    const entry = await this.#entry(path);
    return entry?.kind === "file" ? entry.start.toString("latin1") : undefined;
  };

  text = async (path: string): Promise<string | undefined> => {
    const entry = await this.#entry(path);
    return entry?.kind === "file" && entry.size <= startBytes ? entry.start.toString("utf8") : undefined;
  };

  /** Does it, and does it again for as long as it asks for programs that were not looked up yet. */
  async asked<T>(work: () => Promise<T>): Promise<T> {
    for (;;) {
      this.#asked = [];
      const outcome = await settle(work());
      if (this.#asked.length === 0) return outcome();
      for (const name of this.#asked) this.#found.set(name, await this.#lookUp(name));
    }
  }

  async #lookUp(name: string): Promise<string | undefined> {
    const { cwd, env } = this.#probe;
    const folders = name.includes("/") ? [cwd] : (env["PATH"] ?? usualPath).split(":");
    for (const folder of folders) {
      const path = posix.resolve(folder, name);
      const entry = await this.#entry(path);
      if (entry?.kind === "file" && (entry.mode & 0o111) !== 0) return path;
    }
    return undefined;
  }

  #entry(path: string, depth = 0): Promise<InsideEntry | undefined> {
    const known = this.#entries.get(path);
    if (known !== undefined) return known;
    const found = this.#read(path, depth);
    this.#entries.set(path, found);
    return found;
  }

  async #read(path: string, depth: number): Promise<InsideEntry | undefined> {
    const { engine, id, signal } = this.#probe;
    const entry = await entryInside(engine, id, path, { limit: startBytes, signal });
    if (entry?.kind !== "link") return entry;
    return depth > longestChain
      ? undefined
      : await this.#entry(posix.resolve(posix.dirname(path), entry.to), depth + 1);
  }
}

const startBytes = 256 * 1024;
const longestChain = 20;
const usualPath = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";

/** What it came to, to be told later. */
const settle = async <T>(work: Promise<T>): Promise<() => T> => {
  try {
    const value = await work;
    return () => value;
  } catch (error) {
    return () => {
      throw error;
    };
  }
};
