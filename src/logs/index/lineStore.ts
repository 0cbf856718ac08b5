import type { Listen } from "../../util/events";

export interface LineBlock {
  /** The number of its first line, and how many it holds: whole ones. */
  readonly firstLine: number;
  readonly lines: number;
  /** Good until the next block is asked for. */
  readonly buffer: Buffer;
}

export interface BlockRange {
  readonly from?: number;
  readonly to?: number;
  readonly signal?: AbortSignal;
}

/** Where the lines of one source lie: the log store, or a file. Line numbers never move. */
export interface LineStore {
  /** What is before it was dropped. */
  readonly first: number;
  readonly lines: number;
  /** May begin before `from` and end after `to`. */
  blocks(range: BlockRange): AsyncIterable<LineBlock>;
  refresh(signal?: AbortSignal): Promise<void>;
  readonly onGrow: Listen<unknown>;
  dispose(): void;
}
