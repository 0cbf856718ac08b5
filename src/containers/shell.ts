import { shellQuote } from "../util/text";
import type { Engine } from "./engine";
import { addressOf } from "./host";
import { targetArguments } from "./ssh/target";

/** The best shell that is in there. */
const shell = "command -v bash >/dev/null 2>&1 && exec bash || exec sh";

/** What a terminal runs for a shell in a container: Docker's own command line, behind ssh the one over there. */
export const shellArgv = (
  { spec: { host } }: Pick<Engine, "spec">,
  id: string,
  ssh: readonly string[] = ["ssh"],
): readonly string[] => {
  const inside = ["exec", "-it", id, "sh", "-c", shell];
  if (host.kind !== "ssh") return ["docker", ...tlsFlags(host), "--host", addressOf(host), ...inside];
  const there = ["docker", "--host", `unix://${host.target.socket}`, ...inside];
  return [...ssh, "-t", ...targetArguments(host.target), shellQuote(there)];
};

const tlsFlags = (host: Engine["spec"]["host"]): string[] => {
  if (host.kind !== "tcp" || !host.tls) return [];
  const { ca, cert, key, verify } = host.tls;
  return [verify ? "--tlsverify" : "--tls", "--tlscacert", ca, "--tlscert", cert, "--tlskey", key];
};
