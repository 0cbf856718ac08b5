/** Exit codes of the command line; every problem knows which one it leads to. */
export const exits = { done: 0, red: 1, input: 2, machine: 3, interrupted: 130 } as const;
export type Exit = (typeof exits)[keyof typeof exits];

export interface Place {
  readonly file: string;
  /** Both counted from 1, as editors show them. */
  readonly line: number;
  readonly column: number;
}

/** What went wrong, in words for the person who has to mend it. */
export interface Problem {
  /** Stable, kebab-case: `port-taken`, `unknown-version`. */
  readonly code: string;
  /** What happened, to what: one sentence. */
  readonly message: string;
  /** What to do now. */
  readonly hint?: string;
  readonly exit: Exit;
  readonly place?: Place;
  /** The last lines of whatever failed, or the list of all problems found. */
  readonly lines?: readonly string[];
  readonly cause?: unknown;
}

export class Failure extends Error {
  readonly problem: Problem;
  constructor(problem: Problem) {
    super(problem.message, problem.cause === undefined ? undefined : { cause: problem.cause });
    this.name = "Failure";
    this.problem = problem;
  }
}

export const inputFailure = (code: string, message: string, more: Partial<Problem> = {}): Failure =>
  new Failure({ ...more, code, message, exit: exits.input });

export const machineFailure = (code: string, message: string, more: Partial<Problem> = {}): Failure =>
  new Failure({ ...more, code, message, exit: exits.machine });

export const interrupted = (what: string): Failure =>
  new Failure({ code: "interrupted", message: `${what} was cancelled`, exit: exits.interrupted });

/** Any thrown thing as a problem; what is not a Failure is a defect of ours and keeps its stack. */
export const problemOf = (error: unknown): Problem => {
  if (error instanceof Failure) return error.problem;
  if (error instanceof Error && error.name === "AbortError") return interrupted("The operation").problem;
  const fromSystem = systemProblem(error);
  if (fromSystem) return fromSystem;
  const message = error instanceof Error ? error.message : String(error);
  return { code: "internal", message, exit: exits.machine, cause: error };
};

/** What the machine refuses, wherever we happened to ask it: no defect, and the person can mend it. */
const systemProblem = (error: unknown): Problem | undefined => {
  if (!(error instanceof Error) || !("code" in error)) return undefined;
  const words = refusals[String(error.code)];
  if (words === undefined) return undefined;
  const at = "path" in error && typeof error.path === "string" ? `: ${error.path}` : "";
  const [what, hint] = words;
  return { code: "system-refused", message: `${what}${at}`, hint, exit: exits.machine, cause: error };
};

const refusals: Readonly<Record<string, readonly [what: string, hint: string]>> = {
  ENOSPC: ["The disk is full", "Make room; backcompat clean shows what the state folder holds."],
  EDQUOT: ["Your disk quota is used up", "Make room; backcompat clean shows what the state folder holds."],
  EROFS: [
    "The file system is read-only",
    "Make it writable, or put the state folder elsewhere by BACKCOMPAT_HOME.",
  ],
  EACCES: ["The system does not permit it", "See whose it is and what its rights are."],
  EMFILE: ["Too many files are open", "Raise the limit (ulimit -n), or run less at once."],
  ENFILE: ["Too many files are open on this machine", "Run less at once."],
  EIO: ["The disk failed to read or write", "See the system's log about that disk."],
};

export const placeText = (place: Place): string => `${place.file}:${place.line}:${place.column}`;
