/** A host as the system's ssh knows it: its own configuration says the rest. */
export interface SshTarget {
  readonly host: string;
  readonly user?: string;
  readonly port?: number;
  /** Where the engine listens over there. */
  readonly socket: string;
}

const usualSocket = "/var/run/docker.sock";

export const parseSshTarget = (text: string): SshTarget | undefined => {
  const match = /^ssh:\/\/(?:([^@/:]+)@)?(\[[^\]]+\]|[^@/:[\]]+)(?::(\d{1,5}))?(\/.*)?$/.exec(text);
  if (!match) return undefined;
  const [, user, host = "", port, path = "/"] = match;
  // What begins with a dash would be an option to ssh.
  if (host.startsWith("-") || user?.startsWith("-")) return undefined;
  return {
    host: host.replace(/^\[|\]$/g, ""),
    ...(user !== undefined && { user }),
    ...(port !== undefined && { port: Number(port) }),
    socket: path === "/" ? usualSocket : path,
  };
};

export const sshText = (target: SshTarget): string =>
  `${hostText(target)}${target.socket === usualSocket ? "" : target.socket}`;

/** What one connection serves, whatever it is asked for there. */
export const hostText = ({ host, user, port }: SshTarget): string => {
  const who = user === undefined ? "" : `${user}@`;
  return `ssh://${who}${host.includes(":") ? `[${host}]` : host}${port === undefined ? "" : `:${port}`}`;
};

/** As one types it in a terminal. */
export const typed = ({ host, user, port }: SshTarget): string =>
  [
    "ssh",
    ...(port === undefined ? [] : ["-p", String(port)]),
    user === undefined ? host : `${user}@${host}`,
  ].join(" ");

export const targetArguments = ({ host, user, port }: SshTarget): string[] => [
  ...(user === undefined ? [] : ["-l", user]),
  ...(port === undefined ? [] : ["-p", String(port)]),
  "--",
  host,
];
