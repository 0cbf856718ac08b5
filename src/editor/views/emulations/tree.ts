import { hostDied } from "../../../emulation/hostDied";
import type { EmulationRecord } from "../../../emulation/record";
import { duration } from "../../../util/text";
import type { TreeNode } from "../node";
import { timeText } from "../timeText";
import type { EmulationsState, ListedEmulation } from "./state";

/** The Emulations view as a function of what is known: running ones first, then the newest. */
export const emulationsTree = ({ emulations, now }: EmulationsState): TreeNode[] => {
  const running = emulations.filter(({ host }) => host !== "none");
  const past = emulations.filter(({ host }) => host === "none");
  return [...running, ...past].map((one) => emulationNode(one, now));
};

const emulationNode = (listed: ListedEmulation, now: number): TreeNode => {
  const { record } = listed;
  const label = [record.scenario, ...chosenVersions(record)].join(" ");
  const description = descriptionOf(listed, now);
  return {
    id: `record/${record.id}`,
    label,
    description,
    ...iconOf(listed),
    tooltip: tooltipOf(listed, now),
    spoken: `emulation ${label}, ${description}`,
    context: `record ${listed.host}${listed.artifacts.length > 0 ? " artifacts" : ""}`,
    subject: { kind: "record", emulation: record.id },
    children: [...logNodes(listed), ...artifactNodes(listed)],
  };
};

/** The workspace as it is stands in nearly all of them, and tells nothing. */
const chosenVersions = ({ versions }: EmulationRecord): string[] =>
  Object.values(versions).filter((version) => version !== "workspace");

const descriptionOf = ({ record, host }: ListedEmulation, now: number): string => {
  const when = timeText(record.started, now);
  if (host === "dead") return `its host died · ${when}`;
  if (host === "elsewhere")
    return `${record.state === "ready" ? "running" : record.state} elsewhere since ${when}`;
  if (host === "here") return `${record.state === "ready" ? "running" : record.state} since ${when}`;
  const took = record.ended === undefined ? [] : [duration(record.ended - record.started)];
  return [outcomeOf(record), ...took, when].join(" · ");
};

const outcomeOf = ({ verdict, why }: EmulationRecord): string => {
  if (verdict !== undefined) return verdict;
  if (why === hostDied) return "its host died, cleaned up";
  return why === undefined ? "stopped" : "failed";
};

const iconOf = ({ record, host }: ListedEmulation): Pick<TreeNode, "icon" | "color"> => {
  if (host === "dead") return { icon: "warning", color: "testing.iconErrored" };
  if (host !== "none") return { icon: "circle-large-filled", color: "testing.iconPassed" };
  switch (record.verdict) {
    case "green":
      return { icon: "pass", color: "testing.iconPassed" };
    case "red":
      return { icon: "error", color: "testing.iconFailed" };
    case "unbuildable":
      return { icon: "warning", color: "testing.iconErrored" };
    case "cancelled":
    case "absent":
      return { icon: "circle-slash", color: "testing.iconSkipped" };
    case undefined:
      if (record.why === hostDied) return { icon: "circle-slash", color: "testing.iconErrored" };
      return record.why === undefined
        ? { icon: "circle-large-outline", color: "testing.iconUnset" }
        : { icon: "error", color: "testing.iconErrored" };
  }
};

const tooltipOf = ({ record }: ListedEmulation, now: number): string =>
  [
    record.title,
    ...Object.values(record.sides),
    `began ${timeText(record.started, now)}, emulation ${record.id}`,
    record.folder,
    ...(record.why === undefined ? [] : [record.why]),
  ].join("\n");

const logNodes = ({ record, logs }: ListedEmulation): TreeNode[] =>
  logs.map((service) => ({
    id: `record/${record.id}/log/${service}`,
    label: service,
    description: "log",
    icon: "output",
    spoken: `log of ${service}`,
    context: "log",
    subject: { kind: "service", emulation: record.id, service },
    click: { kind: "command", command: "backcompat.showLog" },
  }));

const artifactNodes = ({ record, artifacts }: ListedEmulation): TreeNode[] =>
  artifacts.map(({ name, path }) => ({
    id: `record/${record.id}/artifact/${name}`,
    label: name,
    path,
    context: "artifact",
    subject: { kind: "artifact", path },
    click: { kind: "file", path },
  }));
