import { request as plainRequest } from "node:http";
import { request as secureRequest } from "node:https";
import { type TLSSocket, connect as tlsConnect } from "node:tls";
import { basicAuthorization } from "./credentials";

/** A TLS connection to the host of `url` through an HTTP proxy's CONNECT. */
export const tunnel = (
  url: URL,
  proxy: URL,
  ca: Buffer | undefined,
  signal: AbortSignal,
): Promise<TLSSocket> =>
  new Promise((resolve, reject) => {
    const authority = `${url.hostname}:${url.port || "443"}`;
    const authorization = basicAuthorization(proxy);
    const secureProxy = proxy.protocol === "https:";
    const asked = (secureProxy ? secureRequest : plainRequest)({
      host: proxy.hostname,
      port: proxy.port || (secureProxy ? 443 : 80),
      method: "CONNECT",
      path: authority,
      headers: { host: authority, ...(authorization ? { "proxy-authorization": authorization } : {}) },
      signal,
      agent: false,
    });
    asked.on("error", reject);
    asked.on("connect", (answer, socket) => {
      if (answer.statusCode !== 200) {
        socket.destroy();
        reject(new Error(`the proxy ${proxy.host} answered ${answer.statusCode}`));
        return;
      }
      const secure = tlsConnect({ socket, servername: url.hostname, ...(ca ? { ca } : {}) }, () =>
        resolve(secure),
      );
      secure.on("error", reject);
    });
    asked.end();
  });
