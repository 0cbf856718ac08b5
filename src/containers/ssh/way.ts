import type { DisposableStore } from "../../util/disposable";
import { type Failure, machineFailure } from "../../util/problem";
import type { Endpoint } from "../client";
import type { Near } from "./arguments";
import type { SshConnection } from "./connection";
import type { SshConnections } from "./connections";
import type { SshTarget } from "./target";
import { hostText, typed } from "./target";
import { openPortTunnel, openTunnel } from "./tunnel";

/** The engine's socket over there, brought here. */
export const wayOverSsh = async (
  name: string,
  target: SshTarget,
  connections: SshConnections,
  owned: DisposableStore,
  signal: AbortSignal,
) => {
  const { connection } = owned.add(await connections.acquire(target, signal));
  const { near } = owned.add(await openTunnel(connection, { socket: target.socket }, signal));
  return {
    endpoint: endpointOf(near),
    host: target.host,
    reach: async (port: number, during: AbortSignal) => {
      const tunnel = await openPortTunnel(connection, { port }, during);
      return { host: "127.0.0.1", port: tunnel.near.port, dispose: () => tunnel.dispose() };
    },
    explain: (during: AbortSignal) => explain(name, target, connection, during),
  };
};

const endpointOf = (near: Near): Endpoint =>
  "port" in near
    ? { kind: "tcp", host: "127.0.0.1", port: near.port }
    : { kind: "socket", path: near.socket };

/** ssh only closes the connection where the far socket lets nobody through; the host itself can say why. */
const explain = async (
  name: string,
  target: SshTarget,
  connection: SshConnection,
  signal: AbortSignal,
): Promise<Failure | undefined> => {
  const gone = await Promise.race([connection.ended, Promise.resolve(undefined)]);
  if (gone) return gone;
  const path = quoted(target.socket);
  const { stdout } = await connection.command(
    `if [ ! -S ${path} ]; then echo absent; elif [ ! -w ${path} ]; then echo denied:$(id -un); else echo there; fi`,
    signal,
  );
  const [found = "", user = ""] = (stdout.trim().split("\n").at(-1) ?? "").split(":");
  return findings[found]?.(name, target, user);
};

const quoted = (path: string): string => `'${path.replaceAll("'", `'\\''`)}'`;

type Say = (name: string, target: SshTarget, user: string) => Failure;

const findings: Readonly<Record<string, Say>> = {
  absent: (name, target) =>
    machineFailure(
      "no-daemon",
      `Engine '${name}' is not running: ${hostText(target)} has no socket ${target.socket}`,
      {
        hint: `Start Docker there (\`${typed(target)} sudo systemctl start docker\`), or name its socket: ${hostText(target)}/run/user/1000/docker.sock`,
      },
    ),
  denied: (name, target, user) =>
    machineFailure(
      "no-permission",
      `${user} may not use engine '${name}': ${target.socket} on ${hostText(target)} refuses them`,
      {
        hint: `Run \`sudo usermod -aG docker ${user}\` there, then end that user's ssh connections and try again.`,
      },
    ),
  there: (name, target) =>
    machineFailure(
      "stale-socket",
      `Engine '${name}': nobody answers at ${target.socket} on ${hostText(target)}`,
      {
        hint: "The daemon over there has died or is restarting; or its sshd forbids forwarding (AllowStreamLocalForwarding).",
      },
    ),
};
