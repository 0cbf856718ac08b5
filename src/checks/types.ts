import type { Secrets } from "../capture/secrets";
import type { Line, RunningProcess, RunToken, SpawnSpec } from "../processes/types";
import type { Expect, OutputSpec } from "../scenario/settled";
import type { Disposable } from "../util/disposable";
import type { Pause } from "../util/pausing";
import type { Clock } from "../util/time";

/** What runs or is sent, with everything filled in: nothing symbolic is left. */
export interface FilledCommand {
  readonly name: string;
  readonly argv: readonly string[];
  readonly shell: boolean;
  readonly cwd: string;
  readonly env: Readonly<Record<string, string>>;
  /** The emulation's. */
  readonly token: RunToken;
  readonly outputs: Readonly<Record<string, OutputSpec>>;
  readonly timeoutMs: number;
}

export interface FilledRequest {
  /** Of the service's port, without a path: `http://127.0.0.1:3000`. */
  readonly base: string;
  readonly path: string;
  readonly method: string;
  readonly headers: Readonly<Record<string, string>>;
  /** A text as it is; anything else is sent as JSON. */
  readonly body?: unknown;
}

/** A GraphQL document: its text, or a file of the side when it ends in `.graphql` or `.gql`. */
export interface FilledDocument {
  readonly document: string;
  /** The side's tree. */
  readonly folder: string;
}

interface CheckCommon {
  readonly name: string;
  readonly side: string | undefined;
  readonly timeoutMs: number;
  readonly expect: Expect;
}

export type FilledCheck = CheckCommon &
  (
    | { readonly kind: "run"; readonly command: FilledCommand }
    | { readonly kind: "http"; readonly request: FilledRequest }
    | ({
        readonly kind: "graphql";
        readonly request: FilledRequest;
        readonly variables: Readonly<Record<string, unknown>>;
      } & FilledDocument)
    | {
        readonly kind: "log";
        /** All services' lines, where it is left out. */
        readonly service?: string;
        readonly must: readonly string[];
        readonly mustNot: readonly string[];
      }
    /** `report` is an absolute path: a file, or a folder of them. */
    | { readonly kind: "tests"; readonly command: FilledCommand; readonly report: string }
  );

export type FilledAction =
  | {
      readonly kind: "http";
      readonly name: string;
      readonly timeoutMs: number;
      readonly request: FilledRequest;
    }
  | ({
      readonly kind: "graphql";
      readonly name: string;
      readonly timeoutMs: number;
      readonly request: FilledRequest;
    } & FilledDocument)
  | { readonly kind: "run"; readonly name: string; readonly command: FilledCommand };

/** A line that a check's program printed; it counts as its side's. */
export interface CheckLine extends Line {
  readonly origin: string;
}

export interface TestCase {
  readonly name: string;
  readonly verdict: "green" | "red" | "skipped";
  readonly seconds: number;
  readonly message?: string;
}

export interface CheckResult {
  readonly name: string;
  readonly side: string | undefined;
  readonly verdict: "green" | "red";
  readonly seconds: number;
  readonly exit?: number;
  /** One sentence. */
  readonly why?: string;
  readonly lines: readonly CheckLine[];
  readonly cases?: readonly TestCase[];
}

/** Lines of services: what there is already comes before the promise settles, the rest as it comes. */
export type FollowLog = (
  service: string | undefined,
  onLine: (text: string) => void,
) => Disposable | Promise<Disposable>;

export interface CheckWorld {
  readonly clock: Clock;
  readonly pause: Pause;
  readonly secrets: Secrets;
  readonly spawn: (spec: SpawnSpec) => RunningProcess | Promise<RunningProcess>;
  readonly followLog: FollowLog;
  /** Each line as it comes, masked; `name` is the check's, command's or action's. */
  readonly onLine: (name: string, line: Line) => void;
  readonly signal?: AbortSignal;
}
