import type { Environment } from "../../../environments/types";
import type { Command } from "../../../languages/command";
import { pythonCommand } from "../../../languages/pythonCommand";
import type { Debugger, Wrapped } from "../../../languages/types";
import type { DebugSpec } from "../../../scenario/settled";
import type { ContainerSpec } from "../../../services/container/types";
import { combined } from "../../../trees/mapping/combine";
import type { FolderPair } from "../../../trees/mapping/types";
import { problemOf } from "../../../util/problem";
import { holds } from "../../debugging";
import type { Run } from "../../run";
import { outputOf, sideAtWork } from "../../sideSteps";
import { fillRecord, type SideAtWork, seenFrom } from "../../values";
import type { EngineAtWork } from "../engines";
import type { ContainerService } from "../wanted";
import { Brought } from "./brought";
import { type Reading, readings } from "./imageCommand";
import { ImageFiles } from "./imageFiles";
import { installedPackages } from "./installedPackages";
import { mappingsOf } from "./mappings";
import { type Probe, withProbe } from "./probe";
import { runsWithoutDebugger } from "./withoutDebugger";

/** A container whose program starts under a debugger. */
export interface UnderDebugger {
  readonly spec: ContainerSpec;
  readonly side: SideAtWork;
  readonly debug: DebugSpec;
  readonly debugger: Debugger;
  readonly port: number;
  readonly hold: boolean;
  /** As it would run without. */
  readonly command: Command;
  readonly mappings: readonly FolderPair[];
  readonly debugEnv: Readonly<Record<string, string>>;
}

/** Undefined for what has no debugger to wait for. */
export const containerUnderDebugger = async (
  run: Run,
  service: ContainerService,
  spec: ContainerSpec,
  at: EngineAtWork,
  willMake: (name: string) => void,
  signal: AbortSignal,
): Promise<UnderDebugger | undefined> => {
  const { name, side, debug } = service;
  const port = run.debugPorts.get(name);
  if (!run.debugged.has(name) || debug === undefined || side === undefined || port === undefined)
    return undefined;
  if (runsWithoutDebugger(run, service, at)) return undefined;
  const debugEnv = fillRecord(debug.env ?? {}, seenFrom(at.name, run.values), name);
  const own = { ...spec, env: { ...spec.env, ...debugEnv } };
  return await withProbe({ engine: at.engine, spec: own, signal, willMake }, async (probe) => {
    const mappings = await mappingsOf(run, service, own, probe);
    const wish = { run, service, debug, port, hold: holds(run, service), mappings, probe };
    const { reading, wrapped, brought, ...found } = await firstThatFits(wish, own);
    return {
      ...wish,
      ...found,
      side: sideAtWork(run, side),
      debugEnv,
      spec: {
        ...own,
        ...reading.with(wrapped.argv),
        env: { ...own.env, ...wrapped.env },
        mounts: [...own.mounts, ...brought.mounts],
        // The same number inside: a debugger tells by it where the sessions of subprocesses are to be had.
        publish: [...own.publish, { inside: port, host: "127.0.0.1", outside: port }],
      },
    };
  });
};

interface Wish {
  readonly run: Run;
  readonly service: ContainerService;
  readonly debug: DebugSpec;
  readonly port: number;
  readonly hold: boolean;
  readonly mappings: readonly FolderPair[];
  readonly probe: Probe;
}

interface Fitting {
  readonly reading: Reading;
  readonly command: Command;
  readonly debugger: Debugger;
  readonly wrapped: Wrapped;
  readonly brought: Brought;
  readonly mappings: readonly FolderPair[];
}

/** Of the ways to read what the image runs, the first that a debugger takes. */
const firstThatFits = async (wish: Wish, spec: ContainerSpec): Promise<Fitting> => {
  const files = new ImageFiles(wish.probe);
  let refused: unknown;
  for (const reading of readings(spec, wish.probe.image.Config)) {
    try {
      return await fitted(wish, reading, files);
    } catch (error) {
      if (problemOf(error).code !== "cannot-debug") throw error;
      refused = error;
    }
  }
  throw refused;
};

const fitted = async (wish: Wish, reading: Reading, files: ImageFiles): Promise<Fitting> => {
  const { run, service, debug, port, hold, probe } = wish;
  const command = { argv: reading.command, shell: false, cwd: probe.cwd, env: probe.env };
  const brought = new Brought();
  const { environment, installed } = await environmentInside(debug, command, probe, files);
  const tree = sideAtWork(run, service.side ?? "").dir;
  const mappings = combined(wish.mappings, await installedPackages(probe, tree, installed));
  const tool = { signal: probe.signal, token: run.token, onLine: outputOf(run, `service:${service.name}`) };
  const found = await files.asked(() =>
    run.world.debuggerFor(debug, environment, tool, { files, bring: brought.bring }),
  );
  const trees = mappings.map(({ there }) => there);
  const args = { command, port, host: "0.0.0.0", hold, spec: debug, trees, scratch: run.folder.work };
  const wrapped = await files.asked(() => found.wrap(args));
  return { reading, command, debugger: found, wrapped, brought, mappings };
};

/** Which debugger fits depends on the version of what the image has, and that only it itself can tell. */
const environmentInside = async (
  { language }: DebugSpec,
  command: Command,
  probe: Probe,
  files: ImageFiles,
): Promise<{ readonly environment: Environment; readonly installed: readonly string[] }> => {
  const none = { key: "", dir: undefined, vars: {}, path: [], log: undefined, cached: true };
  if (language !== "python") return { environment: { ...none, kind: "none" }, installed: [] };
  const { interpreter } = await files.asked(() => pythonCommand(command, undefined, files));
  const said = await probe.run([interpreter, "-c", askPython]);
  const version = /\d+\.\d+\.\d+/.exec(said)?.[0];
  return {
    environment: {
      ...none,
      kind: "python",
      python: interpreter,
      ...(version && { pythonVersion: version }),
    },
    installed: [...said.matchAll(/\/[^\n]*-packages$/gm)].map(([folder]) => folder),
  };
};

const askPython =
  "import sys; print('%d.%d.%d' % sys.version_info[:3]); print('\\n'.join(p for p in sys.path if p.endswith('-packages')))";
