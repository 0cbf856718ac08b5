import type { Duplex } from "node:stream";
import { type Disposable, disposable } from "../../util/disposable";
import { Link } from "./link";
import type { TargetProxy } from "./types";

/** One client that speaks over a stream, as of a TCP server or standard input and output. */
export const serveProxy = (
  stream: Duplex,
  proxy: TargetProxy,
  ended: () => void = () => undefined,
): Disposable => {
  const end = (): void => {
    proxy.dispose();
    ended();
  };
  const link = new Link(stream, {
    message: (message) => proxy.handleMessage(message),
    garbage: (text) => proxy.handleMessage(text),
    lost: end,
  });
  const said = proxy.onDidSendMessage((message) => link.write(message));
  return disposable(() => {
    said.dispose();
    end();
    link.close();
  });
};
