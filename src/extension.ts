import type { ExtensionContext } from "vscode";

export interface Api {
  readonly version: string;
}

export const activate = (context: ExtensionContext): Api => ({
  version: String(context.extension.packageJSON.version),
});

export const deactivate = (): undefined => undefined;
