import { env, ThemeIcon, Uri, window } from "vscode";
import { copyOut } from "../../../containers/copyOut";
import type { Reached } from "../../../containers/engine";
import type { PortRow } from "../../../containers/row";
import { shellArgv } from "../../../containers/shell";
import { viewIds } from "../../../contract/ids";
import { type Disposable, DisposableStore } from "../../../util/disposable";
import { inputFailure } from "../../../util/problem";
import { attempt } from "../attempt";
import type { ContainerSubject } from "./chosen";
import type { ContainerHands } from "./lifecycle";
import { webPorts } from "./portsText";

/** Ways into containers; what they hold is held until the window goes. */
export class Ways implements Disposable {
  readonly #owned = new DisposableStore();
  readonly #reached = new Map<string, Promise<Reached>>();

  async openShell(
    { engine, container }: ContainerSubject,
    { editor, engines, live }: ContainerHands,
  ): Promise<void> {
    const name = live?.row(engine, container)?.name ?? container.slice(0, 12);
    await attempt(
      editor,
      `Opening a shell in ${name}`,
      async (signal) => {
        const [shellPath, ...shellArgs] = await (await engines()).use(engine, signal, async (opened) =>
          shellArgv(opened, container),
        );
        if (shellPath === undefined) return;
        const iconPath = new ThemeIcon("vm");
        window.createTerminal({ name, shellPath, shellArgs, iconPath, isTransient: true }).show();
      },
      viewIds.containers,
    );
  }

  async openPort(
    { engine, container }: ContainerSubject,
    { editor, engines, live }: ContainerHands,
  ): Promise<void> {
    const row = live?.row(engine, container);
    const port = row === undefined ? undefined : await askPort(row.name, webPorts(row));
    if (port === undefined) return;
    await attempt(
      editor,
      `Reaching port ${port}`,
      async (signal) => {
        const key = `${engine} ${port}`;
        const reached = this.#reached.get(key) ?? this.#reach(engine, port, { engines, signal });
        this.#reached.set(key, reached);
        reached.catch(() => this.#reached.delete(key));
        const { host, port: near } = await reached;
        const scheme = /443$/.test(String(port)) ? "https" : "http";
        await env.openExternal(Uri.parse(`${scheme}://${host.includes(":") ? `[${host}]` : host}:${near}/`));
      },
      viewIds.containers,
    );
  }

  dispose(): void {
    this.#owned.dispose();
  }

  async #reach(
    engine: string,
    port: number,
    { engines, signal }: Pick<ContainerHands, "engines"> & { readonly signal: AbortSignal },
  ): Promise<Reached> {
    const opened = this.#owned.add(await (await engines()).open(engine, signal));
    return this.#owned.add(await opened.reach(port, signal));
  }
}

const askPort = async (name: string, ports: readonly PortRow[]): Promise<number | undefined> => {
  const items = ports.flatMap(({ inner, published }) =>
    published === undefined
      ? []
      : [{ label: String(published.port), description: `${inner} inside`, port: published.port }],
  );
  const [only] = items;
  if (only === undefined) await window.showInformationMessage(`${name} publishes no port now.`);
  if (items.length < 2) return only?.port;
  return (await window.showQuickPick(items, { placeHolder: `Open which port of ${name}?` }))?.port;
};

/** Asks what, and where to. */
export const copyFrom = async (
  { engine, container }: ContainerSubject,
  { editor, engines, live }: ContainerHands,
): Promise<void> => {
  const name = live?.row(engine, container)?.name ?? container.slice(0, 12);
  const path = await window.showInputBox({
    title: `Copy from ${name}`,
    prompt: "A file or folder inside the container",
    placeHolder: "/var/log/app.log",
    validateInput: (text) => (text === "" || text.startsWith("/") ? undefined : "Begin with /"),
  });
  if (!path) return;
  const picked = await window.showOpenDialog({
    title: `Copy ${path} of ${name} into which folder?`,
    openLabel: "Copy Here",
    canSelectFiles: false,
    canSelectFolders: true,
  });
  const folder = picked?.[0];
  if (folder === undefined) return;
  const copied = await attempt(
    editor,
    `Copying ${path} from ${name}`,
    async (signal) => {
      if (folder.scheme !== "file") throw inputFailure("no-folder", `${folder.toString()} is no folder here`);
      return await (await engines()).use(engine, signal, (opened) =>
        copyOut(opened, container, path, folder.fsPath, signal),
      );
    },
    viewIds.containers,
  );
  if (copied !== undefined) await window.showInformationMessage(`${path} of ${name} is now ${copied}.`);
};
