import type { TreeNode } from "../node";
import type { ServiceLook } from "./state";

export const serviceNode = (emulation: string, service: ServiceLook): TreeNode => ({
  id: `${emulation}/service/${service.name}`,
  label: service.name,
  description: [...portTexts(service), stateText(service)].join(" · "),
  ...iconOf(service),
  tooltip: tooltipOf(service),
  spoken: [service.name, "service", ...portTexts(service), stateText(service)].join(", "),
  context: contextOf(service),
  subject: { kind: "service", emulation, service: service.name },
  click: { kind: "command", command: "backcompat.showLog" },
});

/** Words for the menus of package.json, which decide by them which buttons a service has. */
export const contextOf = (
  service: Pick<ServiceLook, "state" | "debuggable" | "debugged" | "url">,
): string => {
  const words = ["service", isOver(service) ? "stopped" : "running"];
  if (service.debuggable) words.push(service.debugged ? "debugged" : "undebugged");
  if (service.url !== undefined && service.state === "ready") words.push("web");
  return words.join(" ");
};

const isOver = ({ state }: Pick<ServiceLook, "state">): boolean =>
  state === "idle" || state === "stopped" || state === "failed";

/** Where nothing listens there is nothing to say, and a side bar has no room for two places. */
const portTexts = (service: ServiceLook): string[] =>
  isOver(service) || service.paused !== undefined
    ? []
    : Object.values(service.ports).map((port) => `:${port}`);

const stateText = (service: ServiceLook): string => {
  const { state, paused, debugged } = service;
  if (paused !== undefined && !isOver(service)) return paused === "" ? "paused" : `paused at ${paused}`;
  if (state === "ready") return debugged ? "debugging" : "running";
  return state === "idle" ? "not started" : state;
};

const iconOf = (service: ServiceLook): Pick<TreeNode, "icon"> & Pick<TreeNode, "color"> => {
  if (service.paused !== undefined && !isOver(service))
    return { icon: "debug-pause", color: "debugIcon.pauseForeground" };
  switch (service.state) {
    case "ready":
      return service.debugged
        ? { icon: "debug-alt", color: "testing.iconPassed" }
        : { icon: "pass-filled", color: "testing.iconPassed" };
    case "starting":
    case "restarting":
      return { icon: "loading~spin", color: "testing.iconQueued" };
    case "stopping":
      return { icon: "loading~spin", color: "testing.iconSkipped" };
    case "failed":
      return { icon: "error", color: "testing.iconFailed" };
    case "idle":
    case "stopped":
      return { icon: "circle-outline", color: "testing.iconUnset" };
  }
};

const tooltipOf = (service: ServiceLook): string =>
  [
    `${service.name}: ${stateText(service)}`,
    ...(service.why === undefined ? [] : [service.why]),
    ...(service.pid === undefined ? [] : [`process ${service.pid}`]),
    ...Object.entries(service.ports).map(([name, port]) => `${name}: 127.0.0.1:${port}`),
    ...(service.url === undefined ? [] : [service.url]),
  ].join("\n");
