import type { TreeNode } from "../node";
import { containerNode, keptNode } from "./containerNode";
import { engineIcon, engineText, engineTooltip, troubleNodes } from "./engineLooks";
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
  const description = engineText(engine);
  return {
    id: `engine/${address}`,
    label: name,
    description,
    ...engineIcon(engine),
    tooltip: engineTooltip(engine),
    spoken: `engine ${name}, ${description}`,
    context: `engine ${engine.kind}`,
    subject: { kind: "engine", engine: address },
    children: childrenOf(engine, emulations, now),
    open: true,
  };
};

const childrenOf = (
  engine: EngineLook,
  emulations: ContainersState["emulations"],
  now: number,
): TreeNode[] => {
  const { kind, rows, kept } = engine;
  // What an engine had that can't be reached is not known to be there still.
  const groups = groupsOf(kind === "failed" ? [] : rows, kept);
  return [...troubleNodes(engine), ...groups.flatMap((group) => groupNodes(group, engine, emulations, now))];
};

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
