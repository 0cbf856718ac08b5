/** What we use of it: its types come apart from it, and would have to be installed for a few lines. */
declare module "tar-stream" {
  import type { Duplex, Readable, Writable } from "node:stream";

  interface Headers {
    readonly name: string;
    readonly type?: "file" | "link" | "symlink" | "directory" | string | null;
    readonly mode?: number;
    readonly size?: number;
    readonly mtime?: Date;
    readonly linkname?: string | null;
    readonly uid?: number;
    readonly gid?: number;
  }

  interface Pack extends Readable {
    /** Without content: a stream that takes it. */
    entry(headers: Headers, callback: (error?: Error | null) => void): Writable;
    entry(headers: Headers, content: string | Buffer): Writable;
    finalize(): void;
  }

  interface Extract extends Writable {
    on(
      event: "entry",
      listener: (headers: Headers, content: Duplex, next: (error?: unknown) => void) => void,
    ): this;
    on(event: "finish" | "close", listener: () => void): this;
    on(event: "error", listener: (error: Error) => void): this;
  }

  export const pack: () => Pack;
  export const extract: () => Extract;
}
