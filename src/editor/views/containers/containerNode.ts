import type { ContainerRow } from "../../../containers/row";
import type { KeptContainer } from "../../../logs/kept/keptContainer";
import type { TreeNode } from "../node";
import { timeText } from "../timeText";
import { portsText, webPorts } from "./portsText";
import { ageText } from "./uptime";

export interface Listed {
  readonly engine: string;
  readonly readAt: number;
  readonly now: number;
}

export const containerNode = (row: ContainerRow, listed: Listed): TreeNode => {
  const { engine } = listed;
  const description = descriptionOf(row, listed);
  return {
    id: `${engine}/${row.id}`,
    label: row.name,
    description,
    ...iconOf(row),
    tooltip: tooltipOf(row, listed),
    spoken: `container ${row.name}, ${description}`,
    context: contextOf(row),
    subject: { kind: "container", engine, container: row.id },
  };
};

/** Gone from its engine; what it said is not. */
export const keptNode = ({ id, name, image, engine, removed }: KeptContainer, now: number): TreeNode => {
  const when = removed === undefined ? "removed" : `removed ${timeText(removed, now)}`;
  return {
    id: `${engine}/${id}`,
    label: name,
    description: `${when}, log kept`,
    icon: "circle-slash",
    color: "disabledForeground",
    faded: true,
    tooltip: [name, image, `${when}; its log is kept`].join("\n"),
    spoken: `container ${name}, ${when}, log kept`,
    context: "kept",
    subject: { kind: "container", engine, container: id },
    click: { kind: "command", command: "backcompat.showContainerLog" },
  };
};

/** Which buttons it has: what one can do to it depends on its state. */
export const contextOf = (row: ContainerRow): string =>
  [
    "container",
    lifeOf(row),
    row.ours === undefined ? "foreign" : "ours",
    ...(webPorts(row).length > 0 ? ["web"] : []),
  ].join(" ");

const lifeOf = ({ state }: ContainerRow): "running" | "paused" | "stopped" => {
  switch (state) {
    case "running":
    case "restarting":
      return "running";
    case "paused":
      return "paused";
    case "created":
    case "removing":
    case "exited":
    case "dead":
    case "unknown":
      return "stopped";
  }
};

const descriptionOf = (row: ContainerRow, { readAt, now }: Listed): string =>
  [stateText(row, now - readAt), portsText(row.ports), row.image].filter(Boolean).join(" · ");

const stateText = ({ state, health, status }: ContainerRow, passedMs: number): string => {
  const age = ageText(status, passedMs);
  if (state === "running") {
    const up = age === undefined ? "up" : `up ${age}`;
    return health === undefined ? up : `${health === "starting" ? "not healthy yet" : health}, ${up}`;
  }
  const code = /^(?:Exited|Restarting) \((-?\d+)\)/.exec(status)?.[1];
  const words = code === undefined || code === "0" ? state : `${state} with ${code}`;
  return age === undefined || state === "paused" ? words : `${words} ${age} ago`;
};

const iconOf = ({ state, health, status }: ContainerRow): Pick<TreeNode, "icon" | "color"> => {
  if (health === "unhealthy") return { icon: "warning", color: "testing.iconErrored" };
  switch (state) {
    case "running":
      return health === "starting"
        ? { icon: "vm-connect", color: "testing.iconQueued" }
        : { icon: "vm-running", color: "testing.iconPassed" };
    case "restarting":
      return { icon: "sync", color: "testing.iconQueued" };
    case "paused":
      return { icon: "debug-pause", color: "testing.iconQueued" };
    case "dead":
      return { icon: "error", color: "testing.iconErrored" };
    case "exited":
      return failed(status)
        ? { icon: "vm-outline", color: "testing.iconFailed" }
        : { icon: "vm-outline", color: "testing.iconSkipped" };
    case "created":
    case "removing":
    case "unknown":
      return { icon: "vm-outline", color: "testing.iconSkipped" };
  }
};

/** Ended by who stopped it, by a signal that is, is no failure. */
const failed = (status: string): boolean => {
  const code = Number(/^Exited \((-?\d+)\)/.exec(status)?.[1] ?? 0);
  return code !== 0 && code !== 137 && code !== 143;
};

const tooltipOf = (row: ContainerRow, { readAt, now }: Listed): string => {
  const { name, image, id, ours, composeProject, composeService, ports, created } = row;
  return [
    name,
    image,
    stateText(row, now - readAt),
    ...ports.map(({ inner, protocol, published }) =>
      published === undefined
        ? `port ${inner}/${protocol}, not published`
        : `port ${inner}/${protocol} at ${published.host}:${published.port}`,
    ),
    ...(ours === undefined ? [] : [`${ours.service ?? "part"} of emulation ${ours.emulation}`]),
    ...(composeProject === undefined ? [] : [`${composeService} of compose project ${composeProject}`]),
    `made ${timeText(created, now)}`,
    id.slice(0, 12),
  ].join("\n");
};
