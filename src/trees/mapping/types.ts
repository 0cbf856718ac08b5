/** A folder here, and what it is called in an image. */
export interface FolderPair {
  readonly here: string;
  readonly there: string;
}
