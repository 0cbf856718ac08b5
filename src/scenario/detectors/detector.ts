import type { FolderFiles } from "./folderFiles";

export interface Proposal {
  /** What was recognised, for a sentence: `a Dagster checkout`. */
  readonly what: string;
  readonly scenario: string;
  /** JSONC of the scenario, from `{` to `}`, not indented. */
  readonly body: string;
}

export type Detector = (files: FolderFiles) => Promise<Proposal | undefined>;

export const quoted = (text: string): string => JSON.stringify(text);

/** A word that can stand in `${...}`. */
export const asWord = (text: string): string => {
  const word = text.replace(/[^A-Za-z0-9_-]+/g, "-").replace(/^[^A-Za-z_]+|-+$/g, "");
  return word === "" || word === "side" ? "app" : word;
};

/** Tags of the folder's repository: the folder as it is, and a release to put beside it. */
export const ownTags = (newer: string, older: string): string => `"axes": {
    // Tags that are versions; "match" says which, if there are others.
    "${newer}": { "versions": { "git": "\${workspaceFolder}" }, "default": "workspace" },
    "${older}": { "like": "${newer}", "default": "@latest" },
  },`;
