import { connect, createServer, type Socket } from "node:net";

/** The way from a browser to the editor, as a network is one: it can break, and come back. */
export class Line {
  readonly #pairs = new Set<readonly [Socket, Socket]>();
  #to = 0;
  #broken = false;
  /** How often somebody tried while it was broken. */
  refused = 0;
  readonly #server = createServer((near) => {
    if (!this.#broken) return this.#join(near);
    this.refused++;
    near.destroy();
  });

  /** How many talk over it. */
  get used(): number {
    return this.#pairs.size;
  }

  /** Listens for the browser; hands back on which port. */
  readonly through = async (port: number): Promise<number> => {
    this.#to = port;
    await new Promise<void>((resolve) => this.#server.listen(0, "127.0.0.1", resolve));
    const address = this.#server.address();
    if (address === null || typeof address === "string") throw new Error("It does not listen");
    return address.port;
  };

  /** Nothing gets through any more, neither what is open nor what is tried anew. */
  breaks(): void {
    this.#broken = true;
    for (const pair of this.#pairs) for (const socket of pair) socket.destroy();
  }

  comesBack(): void {
    this.#broken = false;
  }

  close(): void {
    this.breaks();
    this.#server.close();
  }

  #join(near: Socket): void {
    const far = connect(this.#to, "127.0.0.1");
    const pair = [near, far] as const;
    this.#pairs.add(pair);
    for (const socket of pair) {
      socket.on("error", () => undefined);
      socket.on("close", () => {
        this.#pairs.delete(pair);
        for (const one of pair) one.destroy();
      });
    }
    near.pipe(far);
    far.pipe(near);
  }
}
