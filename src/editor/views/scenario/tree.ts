import { type Problem, placeText } from "../../../util/problem";
import { plural } from "../../../util/text";
import type { TreeNode } from "../node";
import { timeText } from "../timeText";
import { serviceNode } from "./serviceNode";
import { sideNode } from "./sideNode";
import type { ActionState, FolderState, RewriteState, RunningState, ScenarioViewState } from "./state";

/** The Scenario view as a function of what is known. */
export const scenarioTree = (state: ScenarioViewState): TreeNode[] => {
  const several = state.folders.length > 1;
  return [
    ...state.folders.flatMap((folder) => folderNodes(folder, state, several)),
    // Of a file that names it no more, or one outside the folders: what runs is always shown.
    ...state.running.filter((one) => !isListed(one, state.folders)).map((one) => runningNode(one, state.now)),
  ];
};

const isListed = ({ folder, scenario }: RunningState, folders: readonly FolderState[]): boolean =>
  folders.some(({ path, scenarios }) => path === folder && scenarios.some(({ name }) => name === scenario));

const folderNodes = (folder: FolderState, state: ScenarioViewState, several: boolean): TreeNode[] => {
  const nodes = [
    ...folder.problems.map((problem, index) => problemNode(folder, problem, index)),
    ...folder.scenarios.flatMap((scenario) => {
      const running = state.running.filter(
        (one) => one.folder === folder.path && one.scenario === scenario.name,
      );
      return running.length > 0
        ? running.map((one) => runningNode(one, state.now, scenario.swappable))
        : [idleNode(folder, scenario)];
    }),
  ];
  if (!several || nodes.length === 0) return nodes;
  const own: TreeNode = { id: `folder/${folder.path}`, label: folder.name, icon: "root-folder" };
  return [{ ...own, open: true, children: nodes }];
};

const problemNode = (folder: FolderState, problem: Problem, index: number): TreeNode => {
  const { place, message, hint } = problem;
  const where = place === undefined ? undefined : `line ${place.line}`;
  return {
    id: `problem/${folder.path}/${index}`,
    label: withoutKey(message),
    ...(where === undefined ? {} : { description: where }),
    icon: "error",
    color: "problemsErrorIcon.foreground",
    tooltip: [message, hint, place && placeText(place)].filter((part) => part !== undefined).join("\n"),
    spoken: `error in the scenario file${where === undefined ? "" : `, ${where}`}: ${message}`,
    context: "problem",
    ...(place === undefined ? {} : { click: { kind: "place", place } as const }),
  };
};

/** A side bar has room for what is wrong; where, the line and the tooltip say. */
const withoutKey = (message: string): string => {
  const words = message.replace(/^\S+: (?=\S)/, "");
  return words.charAt(0).toUpperCase() + words.slice(1);
};

const idleNode = (
  folder: FolderState,
  { name, title, place, swappable }: FolderState["scenarios"][number],
): TreeNode => ({
  id: `scenario/${folder.path}/${name}`,
  label: name,
  description: "not running",
  icon: "circle-large-outline",
  tooltip: `${title}\nnot running`,
  spoken: `scenario ${name}, not running`,
  context: `scenario idle${swappableWord(swappable)}`,
  subject: { kind: "scenario", folder: folder.path, scenario: name },
  click: { kind: "place", place },
});

const swappableWord = (swappable: boolean): string => (swappable ? " swappable" : "");

const runningNode = (running: RunningState, now: number, swappable = false): TreeNode => {
  const { id, scenario, title } = running;
  const sideless = running.services.filter(({ side }) => side === undefined);
  return {
    id: `emulation/${id}`,
    label: scenario,
    description: runningText(running, now),
    ...runningIcon(running),
    tooltip: `${title}\nemulation ${id}`,
    spoken: `scenario ${scenario}, ${runningText(running, now)}`,
    context: `emulation ${running.state}${swappableWord(swappable)}`,
    subject: { kind: "emulation", emulation: id },
    open: true,
    children: [
      ...running.sides.map((side) => sideNode(running, side)),
      ...sideless.map((service) => serviceNode(id, service)),
      ...group(
        id,
        "actions",
        "Actions",
        "zap",
        running.actions.map((action) => actionNode(id, action)),
      ),
      ...group(
        id,
        "rewritten",
        "Rewritten",
        "edit",
        running.rewrites.map((one) => rewriteNode(id, one)),
      ),
    ],
  };
};

/** How long it runs would have to be drawn anew every second, else it is wrong; the status bar has a clock. */
const runningText = ({ state, step, started, swapped }: RunningState, now: number): string => {
  if (state === "ready") return `running since ${timeText(started, now)}${swapped ? " · swapped" : ""}`;
  return state === "starting" && step !== undefined ? `starting · ${step}` : state;
};

const runningIcon = ({ state, services }: RunningState): Pick<TreeNode, "icon" | "color"> => {
  if (state === "ended") return { icon: "circle-large-outline" };
  if (state !== "ready") return { icon: "loading~spin" };
  return services.some((service) => service.state === "failed")
    ? { icon: "warning", color: "testing.iconFailed" }
    : { icon: "circle-large-filled", color: "testing.iconPassed" };
};

const group = (
  emulation: string,
  kind: string,
  label: string,
  icon: string,
  children: readonly TreeNode[],
): TreeNode[] =>
  children.length === 0
    ? []
    : [{ id: `${emulation}/${kind}`, label, icon, context: kind, open: true, children }];

const actionNode = (emulation: string, { name, kind, last }: ActionState): TreeNode => ({
  id: `${emulation}/action/${name}`,
  label: name,
  ...(last === undefined ? {} : { description: last.outcome }),
  icon: kind === "run" ? "terminal" : "globe",
  tooltip: [`Send ${name}`, last?.outcome, last?.answer].filter((part) => part !== undefined).join("\n"),
  spoken: `action ${name}${last === undefined ? "" : `, last ${last.outcome}`}`,
  context: "action",
  subject: { kind: "action", emulation, action: name },
  click: { kind: "command", command: "backcompat.sendAction" },
});

const rewriteNode = (emulation: string, { index, side, file, values, done }: RewriteState): TreeNode => ({
  id: `${emulation}/rewrite/${index}`,
  label: file.split("/").at(-1) ?? file,
  description: `${side} · ${plural(values.length, "value")}${done ? "" : " · not yet"}`,
  icon: "file-code",
  tooltip: [`${file} of ${side}`, ...values.map((value) => `  ${value}`)].join("\n"),
  spoken: `rewritten ${file} of ${side}, ${plural(values.length, "value")}`,
  context: done ? "rewrite done" : "rewrite",
  subject: { kind: "rewrite", emulation, rewrite: index },
  ...(done ? { click: { kind: "command", command: "backcompat.showRewrite" } as const } : {}),
});
