import { randomBytes } from "node:crypto";
import { linkSync, mkdirSync, readFileSync, unlinkSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { errorCode } from "../util/files";
import { isRecord } from "../util/json";
import { machineFailure } from "../util/problem";
import { duration } from "../util/text";
import { sleep, throwIfAborted } from "../util/time";
import { describeProcess } from "./describe";
import { isAlive, thisProcess } from "./identity";
import type { ProcessId } from "./types";

export interface HeldLock {
  release(): void;
}

export interface LockWait {
  readonly signal?: AbortSignal;
  readonly timeoutMs?: number;
  /** Told once, when there is somebody to wait for. */
  readonly onWait?: (holder: ProcessId) => void;
}

/** One at a time among all processes of this machine. A holder that died holds nothing. */
export const withLock = async <T>(
  path: string,
  what: string,
  work: () => Promise<T>,
  wait: LockWait = {},
): Promise<T> => {
  const lock = await acquire(path, what, wait);
  try {
    return await work();
  } finally {
    lock.release();
  }
};

/** The lock, or who has it. */
export const tryLock = (path: string): HeldLock | ProcessId => {
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  for (;;) {
    const outcome = take(path);
    if (outcome !== "again") return outcome;
  }
};

export const isHeld = (lock: HeldLock | ProcessId): lock is HeldLock => "release" in lock;

const acquire = async (path: string, what: string, wait: LockWait): Promise<HeldLock> => {
  const began = Date.now();
  let told = false;
  for (let pause = 5; ; pause = Math.min(100, pause * 1.5)) {
    throwIfAborted(wait.signal, `Waiting for ${what}`);
    const lock = tryLock(path);
    if (isHeld(lock)) return lock;
    if (!told) wait.onWait?.(lock);
    told = true;
    if (Date.now() - began >= (wait.timeoutMs ?? Number.POSITIVE_INFINITY)) throw await inUse(what, lock);
    await sleep(pause, wait.signal);
  }
};

const inUse = async (what: string, holder: ProcessId): Promise<Error> => {
  const known = await describeProcess(holder.pid);
  const age = known?.ageSeconds === undefined ? "" : `, running for ${duration(known.ageSeconds * 1000)}`;
  return machineFailure(
    "locked",
    `${what} is in use by process ${holder.pid} (${known?.command ?? "?"}${age})`,
    {
      hint: "Wait until it has finished, or stop it",
    },
  );
};

/**
 * A lock is a file that came into being with its content, by a link, which fails where the name exists. A dead
 * holder's file may be removed only by who holds the lock on that very file (`path.nonce`): no two can take it
 * over, and no living one's is ever removed. Should such a remover die too, the same rule applies to its lock.
 */
const take = (path: string): HeldLock | ProcessId | "again" => {
  const nonce = randomBytes(8).toString("hex");
  if (createLinked(path, nonce)) return { release: () => removeOwn(path, nonce) };
  const seen = readLock(path);
  if (!seen) return "again";
  if (isAlive(seen.owner)) return seen.owner;
  const right = take(`${path}.${seen.nonce}`);
  if (right === "again" || !isHeld(right)) return right;
  removeOwn(path, seen.nonce);
  right.release();
  return "again";
};

const createLinked = (path: string, nonce: string): boolean => {
  const temporary = `${path}.${nonce}.tmp`;
  writeFileSync(temporary, JSON.stringify({ ...thisProcess(), nonce }), { mode: 0o600, flag: "wx" });
  try {
    linkSync(temporary, path);
    return true;
  } catch (error) {
    if (errorCode(error) === "EEXIST") return false;
    throw withoutLinks(path, error) ?? error;
  } finally {
    unlinkSync(temporary);
  }
};

/** File systems of sticks and of some network shares know no second name of a file. */
export const withoutLinks = (path: string, error: unknown): Error | undefined => {
  const code = errorCode(error) ?? "";
  if (!["EPERM", "ENOTSUP", "EOPNOTSUPP", "ENOSYS", "EISDIR", "UNKNOWN"].includes(code)) return undefined;
  return machineFailure("no-hard-links", `The file system of ${dirname(path)} can't make links (${code})`, {
    hint: "Set BACKCOMPAT_HOME to a folder on a local disk.",
    cause: error,
  });
};

interface LockFile {
  readonly owner: ProcessId;
  readonly nonce: string;
}

const readLock = (path: string): LockFile | undefined => {
  const text = textOf(path);
  return text === undefined ? undefined : parseLock(text);
};

/** What is no lock of ours, a file cut short by a full disk say, counts as a dead one's. */
export const parseLock = (text: string): LockFile => {
  const parsed = parsedJson(text);
  const { pid, startedAt, nonce } = isRecord(parsed) ? parsed : {};
  return typeof pid === "number" && typeof startedAt === "string" && typeof nonce === "string"
    ? { owner: { pid, startedAt }, nonce }
    : { owner: { pid: 0, startedAt: "unknown" }, nonce: "damaged" };
};

const parsedJson = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};

const removeOwn = (path: string, nonce: string): void => {
  if (readLock(path)?.nonce === nonce) unlinkSync(path);
};

const textOf = (path: string): string | undefined => {
  try {
    return readFileSync(path, "utf8");
  } catch (error) {
    if (errorCode(error) === "ENOENT") return undefined;
    throw error;
  }
};
