import type { Platform } from "../processes/platform";
import type { RunTool } from "../processes/types";
import type { HttpGet } from "./http/types";

/** What this room needs from outside; nothing here reaches for the process or the machine by itself. */
export interface VersionsWorld {
  readonly run: RunTool;
  /** The user's environment: where pip and npm look for their configuration. */
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly workspaceFolder: string;
  /** Ours; answers of indexes are kept here. */
  readonly cacheDir: string;
  readonly now: () => number;
  readonly get?: HttpGet;
  /** Ask the index however young the kept answer is. */
  readonly refresh?: boolean;
  readonly images?: ImageTags;
  readonly platform?: Platform;
  readonly home?: string;
}

/** Port: tags of an image, by whatever engine there is. */
export type ImageTags = (image: string, signal: AbortSignal) => Promise<readonly ImageTag[]>;

export interface ImageTag {
  readonly tag: string;
  readonly date?: string;
}
