/**
 * A scenario after its versions were chosen: values by version are decided, `when` is applied, axes and the
 * workspace folder are filled in. What only a running emulation knows stays symbolic, as `${...}` in a Template.
 */
import type { Version } from "../versions/types";

/** Text that may hold `${sides.…}`, `${services.…}`, `${port}`, `${ports.…}`, `${outputs.…}`, `${env:…}`, `${files.…}`, `${emulation.dir}`, `${state.dir}`. */
export type Template = string;

export interface Settled {
  readonly name: string;
  readonly title: string;
  /** The workspace folder, and the scenario file that this comes from. */
  readonly folder: string;
  readonly file: string;
  readonly versions: Readonly<Record<string, Version>>;
  readonly swapped: boolean;
  readonly sides: Readonly<Record<string, SettledSide>>;
  readonly services: Readonly<Record<string, SettledService>>;
  readonly rewrites: readonly SettledRewrite[];
  readonly setup: readonly SettledCommand[];
  readonly actions: Readonly<Record<string, SettledAction>>;
  readonly checks: Readonly<Record<string, SettledCheck>>;
  readonly cleanup: readonly SettledCommand[];
  readonly engines: Readonly<Record<string, SettledEngine>>;
  readonly tunnels: Readonly<Record<string, SettledTunnel>>;
  readonly state: "fresh" | "kept";
  /** Commands between two versions of a kept state. */
  readonly migrate: readonly SettledCommand[];
  /** Why these versions are known to be red, if they are. */
  readonly knownReds: readonly KnownRed[];
  /** Sentences to show before anything starts, such as a broken policy. */
  readonly warnings: readonly string[];
}

export interface SettledSide {
  readonly name: string;
  readonly version: Version | undefined;
  readonly source: SettledSource;
  readonly environment: SettledEnvironment;
  readonly env: Readonly<Record<string, Template>>;
  readonly envFile?: string;
}

export type SettledSource =
  | { readonly kind: "workspace"; readonly folder: string }
  | { readonly kind: "git"; readonly repo: string; readonly ref: string; readonly commit?: string }
  | { readonly kind: "pypi"; readonly name: string; readonly version: string }
  | { readonly kind: "npm"; readonly name: string; readonly version: string }
  | { readonly kind: "image"; readonly image: string }
  | { readonly kind: "folder"; readonly path: string };

export type SettledEnvironment =
  | {
      readonly kind: "python";
      readonly version?: string;
      readonly install: readonly Template[];
      readonly constraints: readonly string[];
      readonly constraintsFile?: string;
      readonly requirements: readonly string[];
      /** A date (ISO): dependencies as they were then. */
      readonly asOf?: string;
      /** An interpreter or a venv folder that is there. */
      readonly existing?: string;
    }
  | { readonly kind: "node"; readonly version?: string; readonly install: readonly Template[] }
  | { readonly kind: "commands"; readonly commands: readonly (readonly Template[])[] }
  | { readonly kind: "none" };

export interface PortWish {
  readonly preferred?: number;
  readonly fixed?: number;
  readonly container?: number;
  /** The compose service that it belongs to. */
  readonly service?: string;
}

export type Ready =
  | { readonly kind: "tcp"; readonly port: string }
  | { readonly kind: "http"; readonly port: string; readonly path: string; readonly status?: number }
  | { readonly kind: "grpc"; readonly port: string; readonly service?: string }
  | { readonly kind: "log"; readonly pattern: string }
  | { readonly kind: "run"; readonly run: readonly Template[] };

export interface DebugSpec {
  /** `python`, `node`, `go`, `native`, or another extension's debug type. */
  readonly language: string;
  readonly pauseAtStart: boolean;
  readonly subprocesses: boolean;
  /** Only while debugging. */
  readonly env?: Readonly<Record<string, Template>>;
  readonly configuration?: Readonly<Record<string, unknown>>;
}

/** How a container of an image is run; what is not said is as the image has it. */
export interface SettledContainer {
  readonly run?: readonly Template[];
  readonly entrypoint?: readonly Template[];
  /** `NAME:/PATH` or `./FOLDER:/PATH`, perhaps with `:ro`. */
  readonly volumes: readonly Template[];
  readonly user?: Template;
  readonly workdir?: Template;
  /** In bytes. */
  readonly memory?: number;
}

export type SettledServiceKind =
  | { readonly kind: "process"; readonly run: readonly Template[]; readonly shell: boolean }
  | { readonly kind: "image"; readonly image: Template; readonly container: SettledContainer }
  | {
      readonly kind: "build";
      /** Relative to the side's tree, or to `cwd`. */
      readonly context: Template;
      readonly dockerfile?: Template;
      readonly args: Readonly<Record<string, Template>>;
      readonly target?: Template;
      readonly container: SettledContainer;
    }
  | {
      readonly kind: "compose";
      /** None: what compose takes by itself. */
      readonly files: readonly Template[];
      /** None: all. */
      readonly services: readonly string[];
      readonly profiles: readonly string[];
      readonly envFiles: readonly Template[];
    };

export interface SettledService {
  readonly name: string;
  readonly side: string | undefined;
  readonly what: SettledServiceKind;
  readonly after: readonly string[];
  /** Relative to the side's tree. */
  readonly cwd?: Template;
  readonly env: Readonly<Record<string, Template>>;
  /** In the order of the file; `${port}` is the first. */
  readonly ports: Readonly<Record<string, PortWish>>;
  readonly ready: readonly Ready[];
  readonly readyTimeoutMs: number;
  readonly restart: { readonly policy: "no" | "on-failure" | "always"; readonly max: number };
  readonly restartOnSave: boolean;
  readonly debug?: DebugSpec;
  readonly open?: Template;
  /** Files that it writes its log to, relative to `cwd`; may be patterns. */
  readonly logFiles?: readonly Template[];
  /** Regular expressions of lines that are never a cause. */
  readonly ignore: readonly string[];
  readonly engine?: string;
}

export interface SettledRewrite {
  readonly side: string;
  /** Relative to the side's tree. */
  readonly file: string;
  readonly format: "yaml" | "json" | "toml" | "ini" | "env" | "regex";
  readonly set: Readonly<Record<string, Template | number | boolean | null>>;
  readonly replace: readonly { readonly pattern: string; readonly with: Template }[];
  readonly as: "in-place" | "copy";
  /** `${files.NAME}`, for copies. */
  readonly name?: string;
}

export interface OutputSpec {
  readonly regex?: string;
  readonly json?: string;
  readonly secret: boolean;
  /** Told in results, as the version of a database's schema is. */
  readonly show?: boolean;
}

/** A setup or cleanup command. */
export interface SettledCommand {
  readonly name: string;
  readonly side: string | undefined;
  readonly after: readonly string[];
  readonly run: readonly Template[];
  readonly shell: boolean;
  readonly cwd?: Template;
  readonly env: Readonly<Record<string, Template>>;
  readonly outputs: Readonly<Record<string, OutputSpec>>;
  readonly timeoutMs: number;
}

export interface SettledRequest {
  readonly service: string;
  readonly port?: string;
  readonly method: string;
  readonly path: Template;
  readonly headers: Readonly<Record<string, Template>>;
  readonly body?: unknown;
}

/** A variable that is asked before sending, with what it starts as. */
export interface Ask {
  readonly ask: string;
  readonly default?: unknown;
}

export type SettledAction =
  | {
      readonly kind: "http";
      readonly request: SettledRequest;
      readonly arguments: Readonly<Record<string, unknown>>;
    }
  | {
      readonly kind: "graphql";
      readonly request: SettledRequest;
      /** The document's text, or a file of the side when it ends in .graphql. */
      readonly document: string;
      readonly arguments: Readonly<Record<string, unknown>>;
    }
  | {
      readonly kind: "run";
      readonly command: SettledCommand;
      readonly arguments: Readonly<Record<string, unknown>>;
    };

export interface Expect {
  readonly exit?: number;
  readonly stdout?: string;
  readonly stderr?: string;
  readonly status?: number;
  readonly body?: string;
}

export interface CheckCommon {
  readonly name: string;
  readonly side: string | undefined;
  readonly timeoutMs: number;
  readonly expect: Expect;
}

export type SettledCheck = CheckCommon &
  (
    | {
        readonly kind: "run";
        readonly command: SettledCommand;
        readonly ports: Readonly<Record<string, PortWish>>;
      }
    | { readonly kind: "http"; readonly request: SettledRequest }
    | {
        readonly kind: "graphql";
        readonly request: SettledRequest;
        readonly document: string;
        readonly variables: Readonly<Record<string, unknown>>;
      }
    | {
        readonly kind: "log";
        readonly service?: string;
        readonly must: readonly string[];
        readonly mustNot: readonly string[];
      }
    | { readonly kind: "tests"; readonly command: SettledCommand; readonly report: Template }
  );

export type SettledEngine =
  | { readonly kind: "host"; readonly host: string }
  | { readonly kind: "context"; readonly context: string };

/** A port or socket as the engine's host sees it, over the same ssh connection. */
export interface SettledTunnel {
  readonly engine: string;
  readonly to:
    | { readonly kind: "port"; readonly host: string; readonly port: number }
    | { readonly kind: "socket"; readonly path: string };
  /** On this machine's loopback; another where it is held. */
  readonly preferred?: number;
}

export interface KnownRed {
  readonly reason: string;
  /** A regular expression on names of checks; without it all are meant. */
  readonly check?: string;
}
