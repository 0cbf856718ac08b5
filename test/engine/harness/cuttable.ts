import { connect, createServer, type Socket } from "node:net";

/** A way to an engine's socket whose connections can be cut. */
export interface Cuttable {
  readonly socket: string;
  /** All that is open now; how many there were. */
  cut(): number;
  close(): Promise<void>;
}

export const cuttable = async (to: string, socket: string): Promise<Cuttable> => {
  const open = new Set<Socket>();
  const server = createServer((near) => {
    const far = connect(to);
    open.add(near);
    near.on("close", () => open.delete(near));
    const end = (): void => {
      near.destroy();
      far.destroy();
    };
    for (const one of [near, far]) one.on("error", end).on("close", end);
    near.pipe(far);
    far.pipe(near);
  });
  await new Promise<void>((resolve) => server.listen(socket, resolve));
  const cut = (): number => {
    const count = open.size;
    for (const near of open) near.destroy();
    return count;
  };
  return {
    socket,
    cut,
    close: () => {
      cut();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
};
