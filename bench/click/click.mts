import { z } from "zod";

import { answers, commandOf, listens } from "../startup/byHand.mts";
import { attach, clientTo, greeting } from "./editor.mts";
import type { Target } from "./hand.mts";
import type { DapClient } from "./loadClient.mts";

const request = z.object({ configuration: z.looseObject({ name: z.string() }) });

/** As an editor does it: a launch, a child for each target, and the launch is answered when all is ready. */
export const click = async <T,>(
  port: number,
  folder: string,
  look: (parent: DapClient) => Promise<T | undefined> = async () => undefined,
  what: object = { scenario: "tiny" },
): Promise<{ readonly ms: number; readonly seen: T | undefined }> => {
  const children: Promise<void>[] = [];
  const began = performance.now();
  const parent = await clientTo(port);
  parent.onRequest = async ({ arguments: args }) => {
    const child = clientTo(port).then((client) => attach(client, request.parse(args).configuration));
    children.push(child);
    await child;
  };
  await parent.ask("initialize", greeting);
  const launched = parent.ask("launch", { folder, ...what });
  await parent.event("initialized");
  await parent.ask("configurationDone");
  await launched;
  await Promise.all(children);
  const ms = performance.now() - began;
  if (children.length !== 2) throw new Error(`Two debuggers were to attach, ${children.length} did`);
  const seen = await look(parent);
  await parent.ask("disconnect");
  return { ms, seen };
};

/** The very same servers, as they run under their debuggers. */
export const commandsOf = (parent: DapClient): Promise<Target[]> => commandsNamed(parent, "codeserver");

export const commandsNamed = async (parent: DapClient, codeServer: string): Promise<Target[]> => {
  const asked = await parent.ask("evaluate", { expression: "status", context: "repl" });
  const { result } = z.object({ result: z.string() }).parse(asked);
  const [code, web] = [codeServer, "webserver"].map((name) => serviceIn(result, name));
  if (code === undefined || web === undefined) throw new Error(`Both services expected in:\n${result}`);
  return [
    targetOf(code.pid, () => listens(code.port)),
    targetOf(web.pid, () => answers(`http://127.0.0.1:${web.port}/server_info`)),
  ];
};

const serviceIn = (status: string, name: string) => {
  const [, pid, port] = new RegExp(`${name} .*pid (\\d+).*:(\\d+)`).exec(status) ?? [];
  return pid === undefined ? undefined : { pid: Number(pid), port: Number(port) };
};

const targetOf = (pid: number, ready: () => Promise<boolean>): Target => {
  const command = commandOf(pid, ready);
  const port = /127\.0\.0\.1:(\d+)/.exec(command.argv[command.argv.indexOf("--listen") + 1] ?? "")?.[1];
  if (port === undefined) throw new Error(`No debugger in ${command.argv.join(" ")}`);
  return { ...command, debugPort: Number(port) };
};
