import { type Failure, machineFailure } from "../../util/problem";
import { hostText, type SshTarget, typed } from "./target";

/** What ssh wrote before it gave up, in our words. */
export const sshFailure = (target: SshTarget, lines: readonly string[]): Failure => {
  const said = lines.join("\n");
  const kind = kinds.find(({ when }) => when.test(said)) ?? unknown;
  return machineFailure(kind.code, `${hostText(target)}: ${kind.message}`, {
    hint: kind.hint(target, said),
    lines: lines.filter((line) => line.trim() !== "").slice(-12),
  });
};

interface Kind {
  readonly code: string;
  readonly when: RegExp;
  readonly message: string;
  readonly hint: (target: SshTarget, said: string) => string;
}

const kinds: readonly Kind[] = [
  {
    code: "ssh-host-key-changed",
    when: /REMOTE HOST IDENTIFICATION HAS CHANGED/i,
    message: "the host shows another key than it used to; ssh refuses to talk to it",
    hint: (target, said) =>
      `If it really was set up anew, forget the old key (${forget(target, said)}), run \`${typed(target)}\` once in a terminal and compare the new one. Otherwise somebody may be listening in.`,
  },
  {
    code: "ssh-host-unknown",
    when: /Host key verification failed|No \S+ host key is known for/i,
    message: "ssh does not know this host yet",
    hint: (target) => `Run \`${typed(target)}\` once in a terminal, compare the key it shows, and accept it.`,
  },
  {
    code: "ssh-refused",
    when: /Permission denied|Too many authentication failures|No more authentication methods/i,
    message: "the host does not let you in",
    hint: (target) =>
      `Nobody can be asked for a password here: \`${typed(target)}\` has to work without one. Load your key with \`ssh-add\`, or install it there with \`ssh-copy-id\`.`,
  },
  {
    code: "ssh-unreachable",
    when: /Could not resolve hostname|timed out|No route to host|Network is unreachable|Connection refused|Connection (?:closed|reset) by/i,
    message: "the host can't be reached",
    hint: (target) => `See whether \`${typed(target)}\` works in a terminal: name, port, network, VPN.`,
  },
  {
    code: "ssh-configuration",
    when: /Bad owner or permissions|Bad configuration option|terminating, \d+ bad|percent_expand|no argument after keyword/i,
    message: "ssh does not accept its own configuration",
    hint: () => "Mend ~/.ssh/config where the lines below say so.",
  },
];

const unknown: Omit<Kind, "when"> = {
  code: "ssh-failed",
  message: "ssh ended the connection",
  hint: (target) => `See whether \`${typed(target)}\` works in a terminal.`,
};

/** It names the file and the line that it minds. */
const forget = ({ host, port }: SshTarget, said: string): string => {
  const file = /Offending \S+ key in (.+):\d+/.exec(said)?.[1];
  const entry = port === undefined || port === 22 ? host : `'[${host}]:${port}'`;
  return `\`ssh-keygen${file === undefined ? "" : ` -f ${file}`} -R ${entry}\``;
};
