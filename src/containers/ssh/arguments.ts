import { type SshTarget, targetArguments } from "./target";

/** What is reached over there: a port, or a socket by its path. */
export type Far = { readonly host?: string; readonly port: number } | { readonly socket: string };

/** Where it is reached here. */
export type Near = { readonly port: number } | { readonly socket: string };

/** The connection itself: no command, no terminal, nobody to answer a question, no forwards but ours. */
export const connectArguments = (
  target: SshTarget,
  control: string | undefined,
  forwards: readonly (readonly [Near, Far])[] = [],
): string[] => [
  "-N",
  "-T",
  ...(control === undefined ? ["-S", "none"] : ["-M", "-S", control]),
  ...options({
    BatchMode: "yes",
    ControlPersist: "no",
    ConnectTimeout: "20",
    ServerAliveInterval: "10",
    ServerAliveCountMax: "3",
    LogLevel: "INFO",
    PermitLocalCommand: "no",
    ForwardAgent: "no",
    ForwardX11: "no",
    StreamLocalBindMask: "0177",
    // It would also clear those of the command line.
    ...(control !== undefined && { ClearAllForwardings: "yes" }),
  }),
  ...forwards.flatMap(([near, far]) => ["-L", forwardText(near, far)]),
  ...targetArguments(target),
];

/** To the running connection: nothing of the user's configuration belongs into such a message. */
export const controlArguments = (
  control: string,
  request: "forward" | "cancel",
  target: SshTarget,
  nowhere: string,
  [near, far]: readonly [Near, Far],
): string[] => [
  "-F",
  nowhere,
  "-S",
  control,
  "-O",
  request,
  "-L",
  forwardText(near, far),
  ...targetArguments(target),
];

/** A command over the running connection. */
export const commandArguments = (control: string, target: SshTarget, command: string): string[] => [
  "-T",
  "-S",
  control,
  ...options({ BatchMode: "yes", ClearAllForwardings: "yes" }),
  ...targetArguments(target),
  command,
];

export const forwardText = (near: Near, far: Far): string => `${nearText(near)}:${farText(far)}`;

const nearText = (near: Near): string => ("port" in near ? `127.0.0.1:${near.port}` : near.socket);

const farText = (far: Far): string => {
  if ("socket" in far) return far.socket;
  const host = far.host ?? "127.0.0.1";
  return `${host.includes(":") ? `[${host}]` : host}:${far.port}`;
};

const options = (values: Readonly<Record<string, string>>): string[] =>
  Object.entries(values).flatMap(([name, value]) => ["-o", `${name}=${value}`]);
