import { promises as fs } from "node:fs";
import { ownName, standingIn } from "../processes/groups";
import type { Platform } from "../processes/platform";
import { type Failure, machineFailure } from "../util/problem";

/** Why a socket file lets nobody through. */
export const socketRefused = async (
  code: string,
  name: string,
  path: string,
  platform: Platform,
): Promise<Failure> => {
  if (code === "EACCES" || code === "EPERM") return notPermitted(name, path);
  const isThere = await fs.stat(path).then(
    (stat) => stat.isSocket(),
    () => undefined,
  );
  if (isThere === undefined)
    return machineFailure("no-daemon", `Engine '${name}' is not running: there is no socket at ${path}`, {
      hint: starting(platform),
    });
  if (!isThere)
    return machineFailure("no-daemon", `Engine '${name}': ${path} is no socket`, {
      hint: "Something else was put where the engine's socket belongs; remove it, then start Docker.",
    });
  return machineFailure(
    "stale-socket",
    `Engine '${name}': the socket ${path} is left over, nobody listens at it`,
    {
      hint: `What made it has died. A daemon: ${starting(platform)} A tunnel: start it anew; it may need the file gone first (rm ${path}).`,
    },
  );
};

const starting = (platform: Platform): string =>
  platform === "darwin"
    ? "Start Docker Desktop (open -a Docker)."
    : "Start it with `sudo systemctl start docker`, or install it: https://docs.docker.com/engine/install";

const notPermitted = async (name: string, path: string): Promise<Failure> =>
  machineFailure("no-permission", `You (${ownName()}) may not use engine '${name}': ${path} refuses you`, {
    hint: await permissionFix(path),
  });

const permissionFix = async (path: string): Promise<string> => {
  const stat = await fs.stat(path).catch(() => undefined);
  if (stat === undefined)
    return `Its folder lets you not even look: see the rights of the folders above ${path}.`;
  const { group, member, inForce } = await standingIn(stat.gid);
  const forAll = (stat.mode & 0o060) === 0o060;
  if (!forAll || group === "root" || inForce)
    return `It belongs to group ${group} with rights ${(stat.mode & 0o777).toString(8)}: have dockerd run with --group docker, or use a rootless engine.`;
  if (member)
    return `You were added to group ${group} after you logged in: log out and in again (the editor's server, too), or run \`newgrp ${group}\`.`;
  return `Run \`sudo usermod -aG ${group} ${ownName()}\`, then log out and in again (the editor's server, too).`;
};
