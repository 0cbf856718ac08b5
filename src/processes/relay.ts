import { connect, createServer, type Socket } from "node:net";
import type { Disposable } from "../util/disposable";

export interface Relay extends Disposable {
  readonly host: string;
  readonly port: number;
}

export interface RelayTo {
  readonly host: string;
  readonly port: number;
}

/** Passes connections on, byte by byte, for those that can't reach the place themselves. */
export const openRelay = (
  at: { readonly host: string; readonly port?: number },
  to: RelayTo,
): Promise<Relay> =>
  new Promise((resolve, reject) => {
    const open = new Set<Socket>();
    const server = createServer({ allowHalfOpen: true }, (from) => {
      const on = connect({ ...to, allowHalfOpen: true });
      for (const [socket, other] of [[from, on] as const, [on, from] as const]) {
        open.add(socket);
        socket.setNoDelay(true);
        // An end is passed on by the pipe, and what breaks by this.
        socket.on("error", () => other.destroy());
        socket.on("close", () => open.delete(socket));
      }
      from.pipe(on);
      on.pipe(from);
    });
    server.once("error", reject);
    server.listen({ host: at.host, port: at.port ?? 0 }, () => {
      const address = server.address();
      if (address === null || typeof address === "string") return reject(new Error("a relay without a port"));
      resolve({
        host: at.host,
        port: address.port,
        dispose: () => {
          server.close();
          for (const socket of open) socket.destroy();
        },
      });
    });
  });
