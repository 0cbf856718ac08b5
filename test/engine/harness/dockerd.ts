import { writeFileSync } from "node:fs";
import { request } from "node:http";
import { join } from "node:path";
import { makeBridge, type Range, removeBridges, removeLeftBridges } from "./bridges";
import { type Enclosed, startEnclosed } from "./enclosed";
import { dataFolder, engineFolder, removeFolder, removeGroups, removeLeftFolders } from "./folders";
import { waitFor } from "./waitFor";

export interface Dockerd {
  readonly folder: string;
  readonly socket: string;
  /** `unix:///…`, as scenarios write it. */
  readonly host: string;
  /** As one ends and starts the system's daemon; its containers are kept. */
  stop(): Promise<void>;
  start(): Promise<void>;
  /** As if the power failed: daemon and containers at once, the socket file stays. */
  kill(): Promise<void>;
  /** Ended, with all that was on it. */
  remove(): Promise<void>;
}

/** A real engine that shares nothing with another: folders, processes, mounts, bridge; and no rule of a firewall. */
export const startDockerd = async (more: readonly string[] = []): Promise<Dockerd> => {
  removeLeftFolders();
  removeLeftBridges();
  const folder = engineFolder();
  const dockerd = daemonIn(folder, dataFolder(), makeBridge(), more);
  try {
    await dockerd.start();
  } catch (error) {
    await dockerd.remove();
    throw error;
  }
  return dockerd;
};

const daemonIn = (folder: string, data: string, range: Range, more: readonly string[]): Dockerd => {
  const socket = join(folder, "d.sock");
  const name = folder.split("/").at(-1) ?? "";
  let running: Enclosed | undefined;
  const end = async (how: "end" | "kill"): Promise<void> => {
    await running?.[how]();
    running = undefined;
  };
  return {
    folder,
    socket,
    host: `unix://${socket}`,
    start: async () => {
      // As after a reboot: numbers of processes written down in there are another's in a new namespace.
      for (const stale of ["d.sock", "pid", "exec"]) removeFolder(join(folder, stale));
      const daemon = await startEnclosed(
        [...argvOf(folder, name, range), "--data-root", data, ...more],
        folder,
      );
      running = daemon;
      const why = (): string => daemon.lines.slice(-15).join("\n");
      const ended = daemon.exited.then(() => {
        throw new Error(`dockerd ended: ${why()}`);
      });
      await Promise.race([ended, waitFor("dockerd to answer", () => answers(socket), { why })]);
    },
    stop: () => end("end"),
    kill: () => end("kill"),
    remove: async () => {
      await end("kill");
      removeBridges(range);
      removeGroups(name);
      removeFolder(data);
      removeFolder(folder);
    },
  };
};

const argvOf = (folder: string, name: string, range: Range): readonly string[] => {
  const at = (part: string): string => join(folder, part);
  // Else the machine's own would be read.
  writeFileSync(at("daemon.json"), "{}");
  return [
    "dockerd",
    ...["--host", `unix://${at("d.sock")}`, "--exec-root", at("exec")],
    ...["--pidfile", at("pid"), "--config-file", at("daemon.json"), "--cgroup-parent", `/${name}`],
    ...["--iptables=false", "--ip6tables=false", "--ip-forward=false", "--ip-masq=false"],
    // Never none: it would take the machine's own docker0 away.
    ...["--bridge", range.bridge, "--shutdown-timeout", "2"],
    ...["--default-address-pool", `base=${range.prefix}.16.0/20,size=24`],
  ];
};

const answers = (socketPath: string): Promise<true | undefined> =>
  new Promise((resolve) => {
    const asking = request({ socketPath, path: "/_ping", timeout: 5000 }, (answer) => {
      answer.resume();
      resolve(answer.statusCode === 200 ? true : undefined);
    });
    asking.on("error", () => resolve(undefined));
    asking.on("timeout", () => asking.destroy());
    asking.end();
  });
