import { execFileSync } from "node:child_process";
import { chmodSync, copyFileSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { connect } from "node:net";
import { join } from "node:path";
import { freePort } from "../../../src/containers/ssh/freePort";
import { type Enclosed, startEnclosed } from "./enclosed";
import { engineFolder, removeFolder } from "./folders";
import { waitFor } from "./waitFor";

export interface Sshd {
  /** The name by which the client's configuration knows it. */
  readonly name: string;
  /** The system's ssh, told to read that configuration only. */
  readonly ssh: readonly [string, ...string[]];
  readonly folder: string;
  stop(): Promise<void>;
  start(): Promise<void>;
  /** As if it were set up anew. */
  changeHostKey(): void;
  /** The client's list of hosts: without it, as if nobody had been there yet. */
  forgetHost(): void;
  know(): void;
  remove(): Promise<void>;
}

/** A host behind ssh: a real sshd on loopback, with keys, users and configuration of its own. */
export const startSshd = async (user = "root"): Promise<Sshd> => {
  const folder = engineFolder();
  const port = await freePort();
  const at = (name: string): string => join(folder, name);
  const name = "far.test";
  makeKey(at("host"));
  makeKey(at("user"));
  copyFileSync(at("user.pub"), at("authorized"));
  chmodSync(folder, 0o755);
  writeFileSync(at("sshd_config"), serverConfiguration(at, port));
  writeFileSync(at("ssh_config"), clientConfiguration(at, name, port, user));
  const know = (): void =>
    writeFileSync(at("known"), `[127.0.0.1]:${port} ${readFileSync(at("host.pub"), "utf8")}`);
  know();
  mkdirSync("/run/sshd", { recursive: true });
  let running: Enclosed | undefined;
  const sshd: Sshd = {
    name,
    folder,
    ssh: ["ssh", "-F", at("ssh_config")],
    start: async () => {
      const daemon = await startEnclosed(["/usr/sbin/sshd", "-D", "-e", "-f", at("sshd_config")], folder);
      running = daemon;
      const why = (): string => daemon.lines.slice(-15).join("\n");
      await waitFor("sshd to listen", () => listens(port), { why });
    },
    stop: async () => {
      await running?.kill();
      running = undefined;
    },
    changeHostKey: () => {
      for (const file of ["host", "host.pub"]) execFileSync("rm", ["-f", at(file)]);
      makeKey(at("host"));
    },
    know,
    forgetHost: () => writeFileSync(at("known"), ""),
    remove: async () => {
      await sshd.stop();
      removeFolder(folder);
    },
  };
  await sshd.start();
  return sshd;
};

const makeKey = (file: string): void => {
  execFileSync("ssh-keygen", ["-q", "-t", "ed25519", "-N", "", "-f", file]);
};

type At = (name: string) => string;

const serverConfiguration = (at: At, port: number): string => `
ListenAddress 127.0.0.1
Port ${port}
HostKey ${at("host")}
AuthorizedKeysFile ${at("authorized")}
StrictModes no
UsePAM no
PidFile none
PasswordAuthentication no
KbdInteractiveAuthentication no
PermitRootLogin yes
MaxStartups 100
`;

const clientConfiguration = (at: At, name: string, port: number, user: string): string => `
Host ${name}
  HostName 127.0.0.1
  Port ${port}
  User ${user}
  IdentityFile ${at("user")}
  IdentitiesOnly yes
  IdentityAgent none
  UserKnownHostsFile ${at("known")}
  GlobalKnownHostsFile none
  StrictHostKeyChecking ask
`;

const listens = (port: number): Promise<true | undefined> =>
  new Promise((resolve) => {
    const socket = connect({ port, host: "127.0.0.1" });
    socket.once("data", () => {
      socket.destroy();
      resolve(true);
    });
    socket.once("error", () => resolve(undefined));
  });
