import type { Emulation } from "../../../emulation/emulation";
import type { Run } from "../../../emulation/run";
import { fillIn, type SideAtWork } from "../../../emulation/values";
import type { SettledRewrite, SettledService, SettledSide } from "../../../scenario/settled";
import { fillKnown } from "../../../scenario/template";
import type { ServiceState } from "../../../services/types";
import { knownValue } from "../knownValue";
import type { ActionState, RewriteState, RunningState, Sent, ServiceLook, SideState } from "./state";

/** What only the editor knows of an emulation. */
export interface Known {
  readonly step: string | undefined;
  /** By side. */
  readonly edited: ReadonlyMap<string, readonly string[]>;
  /** By service. */
  readonly paused: ReadonlyMap<string, string>;
  /** By action. */
  readonly sent: ReadonlyMap<string, Sent>;
  /** Rewrites whose step is done. */
  readonly rewritten: ReadonlySet<number>;
}

type RunNow = Pick<Run, "plan" | "values" | "debugged">;

interface Shown extends Pick<Emulation, "id"> {
  readonly record: Pick<Emulation["record"], "state" | "started">;
  readonly run: RunNow;
  readonly services: ReadonlyMap<string, { readonly state: () => ServiceState }>;
}

/** One emulation, as it is now. */
export const snapshotOf = ({ id, record, run, services }: Shown, known: Known): RunningState => {
  const { settled } = run.plan;
  return {
    id,
    scenario: settled.name,
    title: settled.title,
    folder: settled.folder,
    state: record.state,
    step: known.step,
    started: record.started,
    swapped: settled.swapped,
    sides: Object.values(settled.sides).map((side) => sideState(side, run, known)),
    services: Object.values(settled.services).map((service) =>
      serviceLook(service, run, services.get(service.name)?.state() ?? { kind: "idle" }, known),
    ),
    actions: Object.entries(settled.actions).map(
      ([name, { kind }]): ActionState => ({ name, kind, last: known.sent.get(name) }),
    ),
    rewrites: settled.rewrites.map((one, index) => rewriteState(one, index, run, known)),
  };
};

const sideState = (side: SettledSide, run: RunNow, known: Known): SideState => {
  const at = run.values.sides.get(side.name);
  return {
    name: side.name,
    version: side.version?.name,
    source: sourceWord(side),
    versioned: side.version !== undefined,
    dir: at?.dir,
    environment: at && environmentWord(at),
    edited: known.edited.get(side.name),
  };
};

const sourceWord = ({ source }: SettledSide): string => {
  switch (source.kind) {
    case "git":
      return "worktree";
    case "pypi":
    case "npm":
      return `${source.kind} package`;
    case "workspace":
    case "folder":
    case "image":
      return source.kind;
  }
};

const environmentWord = ({ environment }: SideAtWork): string | undefined => {
  if (environment.kind === "python")
    return environment.pythonVersion === undefined ? "Python" : `Python ${environment.pythonVersion}`;
  return environment.kind === "node" ? "Node" : undefined;
};

const serviceLook = (
  service: SettledService,
  run: RunNow,
  state: ServiceState,
  known: Known,
): ServiceLook => ({
  name: service.name,
  side: service.side,
  state: state.kind,
  why: "why" in state ? state.why : undefined,
  ports: run.values.ports.get(service.name) ?? {},
  pid: "process" in state ? state.process?.pid : undefined,
  debuggable: service.debug !== undefined,
  debugged: service.debug !== undefined && run.debugged.has(service.name),
  paused: known.paused.get(service.name),
  url: urlOf(service, run),
});

/** Of the port that is called `http`, else of the first. */
export const urlOf = ({ name, open }: SettledService, run: RunNow): string | undefined => {
  const ports = run.values.ports.get(name) ?? {};
  const port = ports["http"] ?? (open === undefined ? undefined : Object.values(ports)[0]);
  if (port === undefined) return undefined;
  const path = open === undefined ? "/" : fillIn(open, run.values, name);
  return /^https?:/.test(path) ? path : `http://127.0.0.1:${port}${path.startsWith("/") ? "" : "/"}${path}`;
};

const rewriteState = (
  { side, file, set, replace }: SettledRewrite,
  index: number,
  { values }: RunNow,
  { rewritten }: Known,
): RewriteState => ({
  index,
  side,
  file,
  values: [
    ...Object.entries(set).map(([path, value]) => `${path} = ${shown(value, values)}`),
    ...replace.map(({ pattern, with: text }) => `/${pattern}/ becomes ${shown(text, values)}`),
  ],
  done: rewritten.has(index),
});

/** What is not known yet stays symbolic. */
const shown = (value: unknown, values: Run["values"]): string =>
  typeof value === "string" ? fillKnown(value, (name) => knownValue(name, values)) : String(value);
