import type { Platform } from "../../processes/platform";
import { thisPlatform } from "../../processes/platform";
import type { RunToken } from "../../processes/types";
import type { Variables } from "../../processes/variables";
import type { Disposable } from "../../util/disposable";
import { orAborted } from "../../util/pausing";
import { interrupted } from "../../util/problem";
import { openConnection, type SshConnection, type SshWorld } from "./connection";
import { plainConnection } from "./plainConnection";
import { OwnSockets } from "./sockets";
import { hostText, type SshTarget } from "./target";

export interface SshOptions {
  readonly folder: string;
  readonly env: Variables;
  readonly token: RunToken;
  readonly ssh: readonly [string, ...string[]];
  readonly platform?: Platform;
}

export interface SshLease extends Disposable {
  readonly connection: SshConnection;
}

interface Shared {
  users: number;
  readonly opening: Promise<SshConnection>;
  readonly unwanted: AbortController;
}

/** One connection per host, open as long as anybody uses it. */
export class SshConnections {
  readonly #shared = new Map<string, Shared>();
  readonly #closing = new Set<Promise<void>>();
  #disposed = false;
  readonly #open: (target: SshTarget, signal: AbortSignal) => Promise<SshConnection>;

  constructor({ platform = thisPlatform, ...options }: SshOptions) {
    const world: SshWorld = { ...options, sockets: new OwnSockets(options.folder) };
    // There ssh can't share a connection, nor listen at a socket.
    const open = platform === "win32" ? plainConnection : openConnection;
    this.#open = (target, signal) => open(target, world, signal);
  }

  async acquire(target: SshTarget, signal: AbortSignal): Promise<SshLease> {
    if (this.#disposed) throw interrupted(`Connecting to ${hostText(target)}`);
    const key = hostText(target);
    const shared = this.#shared.get(key) ?? this.#begin(key, target);
    shared.users += 1;
    try {
      const connection = await orAborted(shared.opening, signal);
      return { connection, dispose: once(() => this.#leave(key, shared)) };
    } catch (error) {
      this.#leave(key, shared);
      throw error;
    }
  }

  async dispose(): Promise<void> {
    this.#disposed = true;
    for (const [key, shared] of this.#shared) this.#close(key, shared);
    await Promise.all(this.#closing);
  }

  #begin(key: string, target: SshTarget): Shared {
    const unwanted = new AbortController();
    const shared: Shared = { users: 0, opening: this.#open(target, unwanted.signal), unwanted };
    this.#shared.set(key, shared);
    // Who comes after its end gets a new one.
    void shared.opening
      .then(
        ({ ended }) => ended,
        () => undefined,
      )
      .then(() => this.#forget(key, shared));
    return shared;
  }

  #leave(key: string, shared: Shared): void {
    shared.users -= 1;
    if (shared.users === 0) this.#close(key, shared);
  }

  #close(key: string, shared: Shared): void {
    this.#forget(key, shared);
    shared.unwanted.abort();
    const closing = shared.opening.then(
      (connection) => connection.close(),
      () => undefined,
    );
    this.#closing.add(closing);
    void closing.finally(() => this.#closing.delete(closing));
  }

  #forget(key: string, shared: Shared): void {
    if (this.#shared.get(key) === shared) this.#shared.delete(key);
  }
}

const once = (work: () => void): (() => void) => {
  let done = false;
  return () => {
    if (!done) work();
    done = true;
  };
};
