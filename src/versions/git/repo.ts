import { resolve } from "node:path";

export type Repo =
  | { readonly kind: "folder"; readonly folder: string }
  | { readonly kind: "url"; readonly url: string };

export const repoOf = (text: string, workspaceFolder: string): Repo =>
  /^[a-z][a-z\d+.-]+:\/\//i.test(text) || /^[\w.-]+@[\w.-]+:/.test(text)
    ? { kind: "url", url: text }
    : { kind: "folder", folder: resolve(workspaceFolder, text) };
