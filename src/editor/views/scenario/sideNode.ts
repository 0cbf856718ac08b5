import { plural } from "../../../util/text";
import type { TreeNode } from "../node";
import { serviceNode } from "./serviceNode";
import type { RunningState, SideState } from "./state";

export const sideNode = (running: RunningState, side: SideState): TreeNode => ({
  id: `${running.id}/side/${side.name}`,
  label: side.name,
  description: descriptionOf(side),
  icon: side.source === "workspace" ? "root-folder" : "versions",
  tooltip: tooltipOf(side),
  spoken: `side ${side.name}, ${descriptionOf(side)}`,
  context: sideContext(side),
  subject: { kind: "side", emulation: running.id, side: side.name },
  open: true,
  children: running.services
    .filter((service) => service.side === side.name)
    .map((service) => serviceNode(running.id, service)),
});

export const sideContext = ({ dir, versioned, source }: SideState): string => {
  const words = ["side", dir === undefined ? "absent" : "there"];
  if (versioned) words.push("versioned");
  if (source !== "workspace") words.push("foreign");
  return words.join(" ");
};

const descriptionOf = ({ version, source, environment, edited }: SideState): string =>
  [
    version ?? source,
    environment,
    edited === undefined || edited.length === 0 ? undefined : `${edited.length} changed`,
  ]
    .filter((part) => part !== undefined)
    .join(" · ");

const tooltipOf = ({ name, version, source, dir, environment, edited }: SideState): string =>
  [
    [name, version, version === source ? undefined : `(${source})`].filter(Boolean).join(" "),
    dir ?? "not there yet",
    ...(environment === undefined ? [] : [environment]),
    ...(edited === undefined ? [] : [editedText(edited)]),
  ].join("\n");

const editedText = (edited: readonly string[]): string => {
  if (edited.length === 0) return "clean: just as it was committed";
  const shown = edited.slice(0, 5).map((file) => `  ${file}`);
  const rest = edited.length > 5 ? [`  and ${edited.length - 5} more`] : [];
  return [`${plural(edited.length, "file")} changed since the commit:`, ...shown, ...rest].join("\n");
};
