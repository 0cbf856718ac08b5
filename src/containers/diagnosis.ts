import { type Platform, thisPlatform } from "../processes/platform";
import { errorCode } from "../util/files";
import { Failure, machineFailure } from "../util/problem";
import { addressOf, type EngineHost, type EngineSpec } from "./host";
import { socketRefused } from "./socketDiagnosis";

/** Why an engine can't be talked to, in words, and what to do now. */
export const diagnose = async (
  error: unknown,
  spec: EngineSpec,
  platform = thisPlatform,
): Promise<Failure> => {
  if (error instanceof Failure) return error;
  const code = errorCode(error) ?? "";
  const said = error instanceof Error ? error.message : String(error);
  const { host } = spec;
  if (host.kind === "unix" && socketCodes.has(code))
    return socketRefused(code, spec.name, host.path, platform);
  const tls = tlsTrouble(code, said, spec);
  if (tls) return tls;
  const [problem, message, hint] = byCode[code]?.(spec, platform) ?? other(spec, said);
  return machineFailure(problem, message, { hint, cause: error });
};

/** Nothing came back in time. */
export const silent = (spec: EngineSpec, seconds: number): Failure =>
  machineFailure(
    "engine-silent",
    `Engine '${spec.name}' at ${addressOf(spec.host)} took the call but did not answer`,
    {
      hint: `It said nothing for ${seconds} s: see whether it is overloaded or hangs (\`docker info\`), and restart it.`,
    },
  );

const socketCodes: ReadonlySet<string> = new Set(["ENOENT", "EACCES", "EPERM", "ECONNREFUSED", "ENOTSOCK"]);

type Words = readonly [code: string, message: string, hint: string];
type Say = (spec: EngineSpec, platform: Platform) => Words;

const nobody: Say = ({ name, host }, platform) => [
  "no-daemon",
  `Engine '${name}' is not running: nobody listens at ${addressOf(host)}`,
  host.kind === "npipe" || platform === "darwin"
    ? "Start Docker Desktop and wait until it says that the engine runs."
    : "Start Docker there, and see that it listens on that address (dockerd --host).",
];

const unreachable: Say = ({ name, host }) => [
  "engine-unreachable",
  `The host of engine '${name}' can't be reached: ${addressOf(host)}`,
  "See whether its name is right, and whether network, VPN and firewall let you through.",
];

const notPermitted: Say = ({ name, host }) => [
  "no-permission",
  `You may not use engine '${name}' at ${addressOf(host)}`,
  "Add yourself to the group docker-users, then log out and in again.",
];

const cut: Say = ({ name, host }) => [
  "engine-cut",
  `Engine '${name}' at ${addressOf(host)} closed the connection`,
  "It was probably stopped or restarted just now.",
];

const byCode: Readonly<Record<string, Say>> = {
  ENOENT: nobody,
  ECONNREFUSED: nobody,
  EACCES: notPermitted,
  EPERM: notPermitted,
  ENOTFOUND: unreachable,
  EAI_AGAIN: unreachable,
  ETIMEDOUT: unreachable,
  EHOSTUNREACH: unreachable,
  ENETUNREACH: unreachable,
  EHOSTDOWN: unreachable,
  ECONNRESET: cut,
  EPIPE: cut,
};

const other = ({ name, host }: EngineSpec, said: string): Words => [
  "engine-failed",
  `Engine '${name}' at ${addressOf(host)} can't be used: ${said.trim()}`,
  "See its own log, and whether `docker version` works there.",
];

const tlsTrouble = (code: string, said: string, { name, host }: EngineSpec): Failure | undefined => {
  const say = (message: string, hint: string): Failure =>
    machineFailure("engine-tls", `Engine '${name}' at ${addressOf(host)}: ${message}`, { hint });
  if (/HTTP request to an HTTPS server/.test(said))
    return say(
      "it wants TLS",
      "Set DOCKER_TLS_VERIFY and DOCKER_CERT_PATH, or use a context that has its certificates.",
    );
  if (isTls(host) && /WRONG_VERSION_NUMBER|packet length too long/i.test(`${code} ${said}`))
    return say(
      "it speaks no TLS",
      "Leave out the certificates, or see whether the port is right (2376 with, 2375 without).",
    );
  if (/CERT|SELF_SIGNED|UNABLE_TO_|ALTNAME|^ERR_(?:SSL|TLS|OSSL)|^EPROTO$/.test(code))
    return say(
      `TLS failed, ${said.trim()}`,
      "See that ca.pem, cert.pem and key.pem belong to this engine, have not run out, and name this host.",
    );
  return undefined;
};

const isTls = (host: EngineHost): boolean => host.kind === "tcp" && host.tls !== undefined;
