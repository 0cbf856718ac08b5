import type { Readable } from "node:stream";

export interface LogRequest {
  /** Seconds and nanoseconds since 1970, as engines take them; from the beginning without it. */
  readonly since: string | undefined;
  /** False for what there is by now. */
  readonly follow: boolean;
  readonly timestamps: true;
}

export type ContainerState =
  | {
      readonly kind: "running" | "stopped";
      /** Tells one run of it from the next. */
      readonly startedAt: string;
      /** With a terminal there is one stream, and no frames around it. */
      readonly tty: boolean;
    }
  | { readonly kind: "removed" };

/** What following a container's log needs of an engine; both reject where it can't be reached. */
export interface ContainerLogs {
  fetchLogs(request: LogRequest, signal: AbortSignal): Promise<Readable>;
  state(signal: AbortSignal): Promise<ContainerState>;
}
