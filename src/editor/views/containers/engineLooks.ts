import type { Problem } from "../../../util/problem";
import { sentence } from "../../../util/text";
import type { TreeNode } from "../node";
import { isUp } from "./groups";
import type { EngineLook } from "./state";

export const engineText = ({ kind, from, address, version, problem, rows }: EngineLook): string => {
  switch (kind) {
    case "idle":
    case "connecting":
      return "connecting…";
    case "connected": {
      const what =
        from === "socket" || address.startsWith("unix:")
          ? `Docker ${/^\d+\.\d+/.exec(version ?? "")?.[0] ?? version}`
          : address;
      return `${what} · ${rows.filter(isUp).length} running`;
    }
    case "reconnecting":
      return "lost just now, connecting again…";
    case "failed":
      return inBrief(problem);
  }
};

export const engineIcon = ({ kind }: EngineLook): Pick<TreeNode, "icon" | "color"> => {
  switch (kind) {
    case "connected":
      return { icon: "server" };
    case "failed":
      return { icon: "warning", color: "problemsWarningIcon.foreground" };
    case "idle":
    case "connecting":
    case "reconnecting":
      return { icon: "sync" };
  }
};

export const engineTooltip = ({ name, address, version, current, problem }: EngineLook): string =>
  [
    name,
    address,
    ...(version === undefined ? [] : [`Docker ${version}`]),
    ...(current ? ["the one that your own docker talks to"] : []),
    ...(problem === undefined ? [] : [sentence(problem.message), problem.hint ?? ""]),
  ]
    .filter(Boolean)
    .join("\n");

/** Why it can't be used, and what to do about it; it is tried again all the while. */
export const troubleNodes = ({ address, kind, problem }: EngineLook): TreeNode[] => {
  if (kind !== "failed" || problem === undefined) return [];
  const node = (name: string, label: string, icon: string): TreeNode => ({
    id: `engine/${address}/${name}`,
    label,
    icon,
    context: "trouble",
    subject: { kind: "engine", engine: address },
  });
  return [
    node("why", sentence(problem.message), "info"),
    ...(problem.hint === undefined ? [] : [node("hint", problem.hint, "lightbulb")]),
  ];
};

/** The row is narrow, and the whole of it stands below. */
const inBrief = (problem: Problem | undefined): string =>
  brief[problem?.code ?? ""] ?? problem?.message.replace(/^Engine '[^']*':? /, "") ?? "not reached";

const brief: Readonly<Record<string, string>> = {
  "no-daemon": "not running",
  "no-permission": "you may not use it",
  "stale-socket": "nobody listens: its socket is stale",
  "engine-unreachable": "its host can't be reached",
  "engine-silent": "does not answer",
  "engine-too-old": "too old",
  "engine-tls": "TLS failed",
  "ssh-host-key-changed": "its host key changed",
  "ssh-host-unknown": "ssh does not know its host yet",
  "ssh-refused": "its host does not let you in",
  "ssh-unreachable": "its host can't be reached",
};
