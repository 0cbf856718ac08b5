import { createServer } from "node:net";
import { errorCode } from "../util/files";

/** Why nothing could listen there on loopback, or undefined: the one question that the system answers for sure. */
export const bindProblem = async (port: number): Promise<string | undefined> =>
  (await tryHost(port, "127.0.0.1")) ?? ignoreMissing(await tryHost(port, "::1"));

const tryHost = (port: number, host: string): Promise<string | undefined> =>
  new Promise((resolve) => {
    const server = createServer();
    server.once("error", (error) => resolve(errorCode(error) ?? "EADDRINUSE"));
    server.listen({ port, host, exclusive: true }, () => server.close(() => resolve(undefined)));
  });

/** Many machines have no IPv6. */
const ignoreMissing = (code: string | undefined): string | undefined =>
  code === "EADDRNOTAVAIL" || code === "EAFNOSUPPORT" ? undefined : code;
