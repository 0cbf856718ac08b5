import type { ContainerRow } from "../../../../../src/containers/row";
import type { ContainersState, EngineLook } from "../../../../../src/editor/views/containers/state";
import { containersTree } from "../../../../../src/editor/views/containers/tree";
import type { TreeNode } from "../../../../../src/editor/views/node";
import type { KeptContainer } from "../../../../../src/logs/kept/keptContainer";

export const now = new Date(2026, 10, 20, 12, 0).getTime();

export const container = (more: Partial<ContainerRow> = {}): ContainerRow => ({
  id: `id-${more.name ?? "web"}`,
  name: "web",
  image: "busybox:local",
  imageId: "sha256:1",
  state: "running",
  health: undefined,
  status: "Up 40 seconds",
  ports: [],
  created: now - 60_000,
  labels: {},
  composeProject: undefined,
  composeService: undefined,
  ours: undefined,
  ...more,
});

export const ours = (emulation: string, service: string): ContainerRow["ours"] => ({
  emulation,
  scenario: "dagster",
  service,
  side: "host",
});

export const kept = (more: Partial<KeptContainer> = {}): KeptContainer => ({
  id: "id-gone",
  name: "gone",
  image: "busybox:local",
  engine: "unix:///one",
  engineName: "one",
  composeProject: undefined,
  logged: undefined,
  scenario: undefined,
  removed: new Date(2026, 10, 20, 10, 41).getTime(),
  ...more,
});

export const engine = (more: Partial<EngineLook> = {}): EngineLook => ({
  address: "unix:///one",
  name: "one",
  from: "scenario",
  current: true,
  kind: "connected",
  version: "20.10.24+dfsg1",
  problem: undefined,
  rows: [],
  readAt: now,
  kept: [],
  ...more,
});

export const tree = (
  engines: readonly EngineLook[],
  emulations: ContainersState["emulations"] = new Map(),
): TreeNode[] => containersTree({ engines, emulations, now });
