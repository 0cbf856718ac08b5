import { createServer, type Socket } from "node:net";
import { Duplex } from "node:stream";
import { beginLaunch } from "../../debug/adapter/beginLaunch";
import { serveClient } from "../../debug/adapter/front";
import { LocalSessions } from "../../debug/adapter/localSessions";
import { type Exit, exits, inputFailure, machineFailure } from "../../util/problem";
import { recoveredLines } from "../recoveredText";
import type { Cli, Verb } from "../verb";

export const dap: Verb = {
  name: "dap",
  summary: "Be a debug adapter, so that other editors step through both sides too",
  usage: "[--port PORT]",
  example: "backcompat dap --port 4711",
  words: 0,
  options: { port: { type: "string" } },
  explain: { port: "listen on this port of 127.0.0.1 instead of speaking over standard input and output" },
  run: async (args, cli) => {
    const sessions = new LocalSessions((launch, how) =>
      beginLaunch(launch, how, {
        env: cli.env,
        dist: cli.dist,
        onRecovered: (one) => {
          for (const line of recoveredLines(one, cli.terminal)) cli.terminal.say(line);
        },
      }),
    );
    const port = args.text("port");
    const exit = await (port === undefined
      ? overStdio(sessions, cli)
      : overPort(sessions, portIn(port), cli));
    await sessions.end();
    return exit;
  },
};

const overStdio = (sessions: LocalSessions, cli: Cli): Promise<Exit> =>
  new Promise((resolve) => {
    const stream = Duplex.from({ readable: process.stdin, writable: process.stdout });
    const serving = serveClient(stream, sessions, () => resolve(exits.done));
    cli.signal.addEventListener("abort", () => serving.dispose(), { once: true });
  });

const overPort = (sessions: LocalSessions, port: number, cli: Cli): Promise<Exit> =>
  new Promise((resolve, reject) => {
    const clients = new Set<Socket>();
    const server = createServer((socket) => {
      clients.add(socket.once("close", () => clients.delete(socket)));
      serveClient(socket, sessions);
    });
    server.once("error", (cause) =>
      reject(
        machineFailure("port-taken", `The port ${port} can't be listened on: ${cause.message}`, {
          hint: "Give another one with --port.",
          cause,
        }),
      ),
    );
    server.listen(port, "127.0.0.1", () =>
      cli.terminal.say(`debug adapter on 127.0.0.1:${port}; Ctrl-C ends it`),
    );
    const end = (): void => {
      server.close(() => resolve(exits.done));
      sessions.dispose();
      // Who stays connected would keep us from ending.
      for (const client of clients) client.destroySoon();
    };
    cli.signal.addEventListener("abort", end, { once: true });
  });

const portIn = (text: string): number => {
  const port = Number(text);
  if (Number.isInteger(port) && port > 0 && port < 65_536) return port;
  throw inputFailure("bad-port", `--port ${text} is no port`, { hint: "For example --port 4711" });
};
