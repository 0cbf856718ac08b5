import { connect, type Socket } from "node:net";
import type { Core } from "./loadCore.mts";

type Fields = Readonly<Record<string, unknown>>;

/** One client for both ways to the debugger, so that only the way differs. */
export interface Talk {
  ask(command: string, args?: unknown): Promise<Fields>;
  /** The next event of that name. */
  next(event: string): Promise<Fields>;
  close(): void;
}

interface Way {
  readonly send: (message: Fields) => void;
  readonly close: () => void;
}

export const directly = async (core: typeof Core, port: number): Promise<Talk> => {
  const socket = await connectTo(port);
  socket.setNoDelay(true);
  return talkOver((hear) => {
    const reader = new core.FrameReader({
      body: (bytes) => hear(JSON.parse(bytes.toString("utf8"))),
      garbage: (text) => console.error(text),
    });
    socket.on("data", (chunk) => reader.push(chunk));
    const send = (message: Fields): void => core.writeFrame(socket, Buffer.from(JSON.stringify(message)));
    return { send, close: () => socket.destroy() };
  });
};

export const throughProxy = async (core: typeof Core, port: number, tree: string): Promise<Talk> =>
  talkOver((hear) => {
    const proxy = core.makeProxy({
      connect: () => connectTo(port),
      label: { side: "userCode", version: "1.0.0", service: "grpc" },
      scope: { sides: ["host", "userCode"], functions: [], exceptions: {} },
      places: { trees: [tree], packages: [], installed: [tree], resolvesLinks: true },
      hooks: {
        paused: () => undefined,
        exception: () => undefined,
        subprocess: () => undefined,
        ended: () => undefined,
      },
    });
    proxy.onDidSendMessage((message) => hear({ ...message }));
    return { send: (message) => proxy.handleMessage(message), close: () => proxy.dispose() };
  });

const talkOver = (open: (hear: (message: Fields) => void) => Way): Talk => {
  const answers = new Map<unknown, (body: Fields) => void>();
  const events: Fields[] = [];
  let waiting: { readonly name: string; readonly told: (body: Fields) => void } | undefined;
  let seq = 0;
  const way = open((message) => {
    if (message["type"] === "response") answers.get(message["request_seq"])?.(Object(message["body"]));
    else if (message["event"] === waiting?.name) waiting?.told(Object(message["body"]));
    else events.push(message);
  });
  return {
    ask: (command, args = {}) =>
      new Promise((resolve) => {
        seq++;
        answers.set(seq, resolve);
        way.send({ seq, type: "request", command, arguments: args });
      }),
    next: (name) =>
      new Promise((resolve) => {
        const at = events.findIndex(({ event }) => event === name);
        if (at >= 0) return resolve(Object(events.splice(0, at + 1).at(-1)?.["body"]));
        waiting = {
          name,
          told: (body) => {
            waiting = undefined;
            resolve(body);
          },
        };
      }),
    close: () => way.close(),
  };
};

const connectTo = (port: number): Promise<Socket> =>
  new Promise((resolve, reject) => {
    const socket = connect(port, "127.0.0.1", () => resolve(socket));
    socket.once("error", reject);
  });
