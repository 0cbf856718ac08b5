import { connect } from "node:net";
import { setTimeout as pause } from "node:timers/promises";
import { DapClient } from "./loadClient.mts";

export const greeting = {
  clientID: "bench",
  adapterID: "bench",
  linesStartAt1: true,
  columnsStartAt1: true,
  pathFormat: "path",
  supportsStartDebuggingRequest: true,
};

/** A debugger that is about to listen is asked until it does: its first client is who attaches. */
export const clientTo = async (port: number): Promise<DapClient> => {
  for (;;) {
    const client = await connected(port);
    if (client !== undefined) return client;
    await pause(10);
  }
};

const connected = (port: number): Promise<DapClient | undefined> =>
  new Promise((resolve) => {
    const socket = connect({ port, host: "127.0.0.1", noDelay: true });
    socket.once("connect", () => resolve(new DapClient(socket, socket)));
    socket.once("error", () => resolve(undefined));
  });

/** All that an editor says to a debugger until it lets the program go on; the same for both contenders. */
export const attach = async (
  client: DapClient,
  configuration: object,
  filters: readonly string[] = ["uncaught", "userUnhandled"],
): Promise<void> => {
  await client.ask("initialize", greeting);
  const attached = client.ask("attach", configuration);
  await client.event("initialized");
  await client.ask("setExceptionBreakpoints", { filters });
  await client.ask("configurationDone");
  await attached;
};
