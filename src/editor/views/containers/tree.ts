import { sentence } from "../../../util/text";
import type { TreeNode } from "../node";
import { containerNode, keptNode } from "./containerNode";
import { type Group, groupsOf, isUp } from "./groups";
import type { ContainersState, EngineLook } from "./state";

/** The Containers view as a function of what is known: engines, what belongs together on them, containers. */
export const containersTree = ({ engines, emulations, now }: ContainersState): TreeNode[] =>
  engines
    .filter((engine) => !isAbsent(engine, engines.length))
    .map((engine) => engineNode(engine, emulations, now));

/** Where Docker is not even installed, the view says what to do, which is more than why its socket is missing. */
const isAbsent = ({ from, kind, problem, kept }: EngineLook, engines: number): boolean =>
  engines === 1 &&
  from === "socket" &&
  kind === "failed" &&
  problem?.code === "no-daemon" &&
  kept.length === 0;

const engineNode = (engine: EngineLook, emulations: ContainersState["emulations"], now: number): TreeNode => {
  const { address, name } = engine;
  const description = descriptionOf(engine);
  return {
    id: `engine/${address}`,
    label: name,
    description,
    ...iconOf(engine),
    tooltip: tooltipOf(engine),
    spoken: `engine ${name}, ${description}`,
    context: `engine ${engine.kind}`,
    subject: { kind: "engine", engine: address },
    children: childrenOf(engine, emulations, now),
    open: true,
  };
};

const descriptionOf = ({ kind, from, address, version, problem, rows }: EngineLook): string => {
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
      // The row is the engine's, and narrow.
      return problem?.message.replace(/^Engine '[^']*':? /, "") ?? "not reached";
  }
};

const iconOf = ({ kind }: EngineLook): Pick<TreeNode, "icon" | "color"> => {
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

const tooltipOf = ({ name, address, version, current, problem }: EngineLook): string =>
  [
    name,
    address,
    ...(version === undefined ? [] : [`Docker ${version}`]),
    ...(current ? ["the one that your own docker talks to"] : []),
    ...(problem === undefined ? [] : [sentence(problem.message), problem.hint ?? ""]),
  ]
    .filter(Boolean)
    .join("\n");

const childrenOf = (
  engine: EngineLook,
  emulations: ContainersState["emulations"],
  now: number,
): TreeNode[] => {
  const { kind, rows, kept } = engine;
  // What an engine had that can't be reached is not known to be there still.
  const groups = groupsOf(kind === "failed" ? [] : rows, kept);
  return [...hintNodes(engine), ...groups.flatMap((group) => groupNodes(group, engine, emulations, now))];
};

/** What to do about it; it is tried again all the while. */
const hintNodes = ({ address, kind, problem }: EngineLook): TreeNode[] =>
  kind !== "failed" || problem?.hint === undefined
    ? []
    : [
        {
          id: `engine/${address}/hint`,
          label: problem.hint,
          icon: "lightbulb",
          tooltip: `${sentence(problem.message)}\n${problem.hint}`,
          spoken: problem.hint,
          context: "hint",
          subject: { kind: "engine", engine: address },
        },
      ];

const groupNodes = (
  group: Group,
  { address, readAt }: EngineLook,
  emulations: ContainersState["emulations"],
  now: number,
): TreeNode[] => {
  const listed = { engine: address, readAt, now };
  const nodes = [
    ...group.rows.map((row) => containerNode(row, listed)),
    ...group.kept.map((one) => keptNode(one, now)),
  ];
  if (group.key === undefined) return nodes;
  const { label, description } = wordsOf(group, emulations);
  return [
    {
      id: `engine/${address}/${group.key}`,
      label,
      description,
      icon: group.kind === "emulation" ? "beaker" : "layers",
      spoken: `${group.kind === "emulation" ? "emulation" : "compose project"} ${label}, ${description}`,
      context: `group ${group.kind}`,
      children: nodes,
      open: group.rows.some((row) => isUp(row) || row.state === "created"),
    },
  ];
};

const wordsOf = (
  { kind, name, scenario, rows }: Group,
  emulations: ContainersState["emulations"],
): { readonly label: string; readonly description: string } => {
  const up = rows.filter(isUp).length;
  const running = up === rows.length ? `${up} running` : `${up} of ${rows.length} running`;
  if (kind === "compose") return { label: name, description: `compose · ${running}` };
  return {
    label: `backcompat ${emulations.get(name) ?? scenario ?? name}`,
    description: `ours · ${rows.length === 0 ? "removed" : running}`,
  };
};
