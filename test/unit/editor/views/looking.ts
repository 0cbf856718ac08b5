import type { TreeNode } from "../../../../src/editor/views/node";
import type { RunningState, ServiceLook, SideState } from "../../../../src/editor/views/scenario/state";

export const service = (more: Partial<ServiceLook> = {}): ServiceLook => ({
  name: "web",
  side: "host",
  state: "ready",
  why: undefined,
  ports: { http: 3000 },
  pid: 42,
  debuggable: true,
  debugged: false,
  paused: undefined,
  url: "http://127.0.0.1:3000/",
  ...more,
});

export const side = (more: Partial<SideState> = {}): SideState => ({
  name: "host",
  version: "workspace",
  source: "workspace",
  versioned: true,
  dir: "/w",
  environment: "Python 3.11.2",
  edited: [],
  ...more,
});

export const running = (more: Partial<RunningState> = {}): RunningState => ({
  id: "abc123",
  scenario: "pair",
  title: "A pair",
  folder: "/w",
  state: "ready",
  step: undefined,
  started: new Date(2026, 10, 20, 10, 40).getTime(),
  swapped: false,
  sides: [side()],
  services: [service()],
  actions: [],
  rewrites: [],
  ...more,
});

/** As a person sees it: indented labels with their descriptions. */
export const drawn = (nodes: readonly TreeNode[], depth = 0): string[] =>
  nodes.flatMap(({ label, description, children }) => [
    `${"  ".repeat(depth)}${label}${description === undefined ? "" : ` | ${description}`}`,
    ...drawn(children ?? [], depth + 1),
  ]);

export const all = (nodes: readonly TreeNode[]): TreeNode[] =>
  nodes.flatMap((node) => [node, ...all(node.children ?? [])]);

export const found = (nodes: readonly TreeNode[], label: string): TreeNode => {
  const node = all(nodes).find((one) => one.label === label);
  if (node === undefined) throw new Error(`no row ${label}`);
  return node;
};
