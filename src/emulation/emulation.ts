import type { ActionResult } from "../checks/action";
import type { CheckResult } from "../checks/types";
import type { Service } from "../services/service";
import type { Tree } from "../trees/types";
import { deferred } from "../util/deferred";
import type { Disposable } from "../util/disposable";
import type { Emitter } from "../util/events";
import { masked } from "../util/masked";
import { exits, Failure, interrupted, problemOf } from "../util/problem";
import { sentence } from "../util/text";
import { act } from "./act";
import { answerControl } from "./answerControl";
import { attachRunning } from "./attachRunning";
import { type Begun, begin } from "./begin";
import { builtSide, withBuilt } from "./builtSides";
import { goOver } from "./changeVersion";
import { checkStep } from "./checkStep";
import { haveImage } from "./containers/image";
import { makeNetwork } from "./containers/network";
import { makeVolume } from "./containers/volume";
import { containersIn } from "./containers/wanted";
import { restartOne, setDebugged, startOne, stopOne } from "./controls";
import type { EmulationEvent, EmulationState, StepEnd } from "./events";
import { Judgement, type Verdict } from "./judgement";
import { recordKept, takeKept } from "./keptState";
import { migrateStep } from "./migrateStep";
import type { Plan, Step } from "./plan";
import { type EmulationRecord, writeRecord } from "./record";
import { rewriteFile } from "./rewriteStep";
import type { DebugWish, Run } from "./run";
import type { Running } from "./running";
import { startServiceStep } from "./serviceStep";
import { setupStep } from "./setupStep";
import { buildSide, checkOutSide, sideAtWork } from "./sideSteps";
import { runSteps } from "./steps";
import { stopServices } from "./stopServices";
import { type Undone, undoEmulation } from "./undo";
import { versionsOf } from "./versionsOf";
import { watchSaves } from "./watchSaves";
import type { EmulationWorld } from "./world";

export interface Outcome {
  readonly verdict?: Verdict;
  readonly why?: string;
  readonly graceMs?: number;
}

/** One run of a plan. Whoever began it stops it, whatever happened in between; else the guardian does. */
export class Emulation implements Running {
  readonly id: string;
  readonly events: Emitter<EmulationEvent>;
  readonly #run: Run;
  readonly #release: Begun["release"];
  readonly #undone = deferred<Undone>();
  readonly #work = new Set<Promise<unknown>>();
  #watch: Disposable | undefined;
  readonly #ending = new AbortController();
  readonly #trees = new Map<string, Tree>();
  readonly #judgement = new Judgement();
  #record: EmulationRecord;
  #stopped: Promise<Undone> | undefined;

  static async begin(plan: Plan, debug: DebugWish, world: EmulationWorld): Promise<Emulation> {
    return new Emulation(await begin(plan, debug, world));
  }

  private constructor(begun: Begun) {
    this.id = begun.run.id;
    this.events = begun.run.events;
    this.#run = begun.run;
    this.#record = begun.record;
    this.#release = begun.release;
    begun.handleControl((verb, args) => answerControl(this, verb, args));
  }

  get record(): EmulationRecord {
    return this.#record;
  }

  get plan(): Plan {
    return this.#run.plan;
  }

  get run(): Run {
    return this.#run;
  }

  get services(): ReadonlyMap<string, Service> {
    return this.#run.services;
  }

  /** Settles when all services are ready and all setup is done. */
  up(signal: AbortSignal): Promise<void> {
    return this.#atWork(signal, async (either) => {
      await runSteps(this.plan.steps, either, (step, inner) => this.#doStep(step, inner));
      await recordKept(this.#run);
      await this.#enter("ready");
      this.#judgement.ready();
      this.#watchSaves();
    });
  }

  check(signal: AbortSignal): Promise<CheckResult[]> {
    return this.#atWork(signal, (either) =>
      this.#judgement.checking(either, () => checkStep(this.#run, either)),
    );
  }

  startService(name: string, signal: AbortSignal): Promise<void> {
    return this.#atWork(signal, (either) => startOne(this.#run, name, either));
  }

  stopService(name: string): Promise<void> {
    return stopOne(this.#run, name);
  }

  restartService(name: string, signal: AbortSignal): Promise<void> {
    return this.#atWork(signal, (either) => restartOne(this.#run, name, either));
  }

  /** Brings a debugger into a service that runs without one; it goes on running. */
  attachDebugger(name: string, signal: AbortSignal): Promise<void> {
    return this.#atWork(signal, (either) => attachRunning(this.#run, name, either));
  }

  /** Restarts the service with or without a debugger. */
  setDebugged(name: string, debugged: boolean, signal: AbortSignal): Promise<void> {
    return this.#atWork(signal, (either) => setDebugged(this.#run, name, debugged, either));
  }

  /** Goes over to a plan of the same scenario with other versions; what it does not concern keeps running. */
  changeVersions(plan: Plan, signal: AbortSignal): Promise<void> {
    // Of all services: those that go on may ask for the folder of a side that is between two trees.
    const services = Object.keys(this.plan.settled.services);
    return this.#atWork(signal, (either) =>
      this.#run.turns.takeAll(services, either, () => this.#goOver(plan, either)),
    );
  }

  async #goOver(plan: Plan, signal: AbortSignal): Promise<void> {
    // What we change ourselves is no save.
    this.#watch?.dispose();
    try {
      await goOver(this.#run, plan, this.#trees, signal, (step, inner) => this.#doStep(step, inner));
    } finally {
      // Where it failed on the way, too: the old versions are gone.
      this.#record = { ...this.#record, ...versionsOf(this.plan.settled) };
      this.#judgement.changed();
      this.#watchSaves();
    }
    await recordKept(this.#run);
    await this.#enter("ready");
  }

  act(name: string, answers: Readonly<Record<string, unknown>>, signal: AbortSignal): Promise<ActionResult> {
    return this.#atWork(signal, (either) => act(this.#run, name, answers, either));
  }

  /** Stops the services, undoes every change, and lets the guardian go. A second call waits for the first. */
  stop(outcome: Outcome = {}): Promise<Undone> {
    this.#stopped ??= this.#stop(outcome);
    return this.#stopped;
  }

  /** For who asked over the control socket, which closes a moment later. */
  stopAndTell(): Promise<Undone> {
    const told = this.#undone.promise;
    void this.stop({ verdict: "cancelled" }).catch(() => told);
    return told;
  }

  /** For those who can't wait: ends at once what is still asked politely to end. */
  async hurry(): Promise<void> {
    // By number too: not every system shows tokens.
    const roots = [...this.services.values()].flatMap(({ process }) => (process ? [process] : []));
    const containers = containersIn(this.plan.settled).map(({ name }) => this.services.get(name)?.stop(0));
    await Promise.all([
      this.#run.world.stopTree({ roots, token: this.#run.token, graceMs: 0 }),
      ...containers,
    ]);
  }

  async #stop({ verdict: asked, why, graceMs = 5000 }: Outcome): Promise<Undone> {
    this.#ending.abort();
    this.#watch?.dispose();
    this.#record = { ...this.#record, stopping: this.#run.world.now() };
    await this.#enterAnyway("stopping");
    await stopServices(this.#run, graceMs);
    this.#run.engines.leave();
    await Promise.allSettled(this.#work);
    const verdict = this.#judgement.end(asked);
    const undone = await this.#undo(graceMs);
    this.#record = {
      ...this.#record,
      ended: this.#run.world.now(),
      ...(verdict === undefined ? {} : { verdict }),
      ...(why === undefined ? {} : { why }),
    };
    await this.#enterAnyway("ended");
    return undone;
  }

  #watchSaves(): void {
    if (!this.#ending.signal.aborted) this.#watch = watchSaves(this.#run);
  }

  /** What is under way is told of the end, and waited for, so that nothing changes after the undoing. */
  async #atWork<T>(signal: AbortSignal, work: (either: AbortSignal) => Promise<T>): Promise<T> {
    if (this.#ending.signal.aborted) throw interrupted("The emulation");
    const running = work(AbortSignal.any([signal, this.#ending.signal]));
    this.#work.add(running);
    try {
      return await running;
    } finally {
      this.#work.delete(running);
    }
  }

  /** Where it fails here, the guardian tries in a process of its own; the journal knows what is left. */
  async #undo(graceMs: number): Promise<Undone> {
    let undone = false;
    try {
      const result = await undoEmulation(this.id, graceMs, this.#run.world);
      undone = true;
      this.#undone.resolve(result);
      return result;
    } catch (error) {
      const failure = notUndone(this.id, error);
      this.#undone.reject(failure);
      throw failure;
    } finally {
      await this.#release(undone);
    }
  }

  /** A disk that takes no more must not keep what runs from being stopped. */
  async #enterAnyway(state: EmulationState): Promise<void> {
    try {
      await this.#enter(state);
    } catch (error) {
      this.events.fire({ kind: "trouble", problem: problemOf(error) });
      this.events.fire({ kind: "state", state });
    }
  }

  async #enter(state: EmulationState): Promise<void> {
    this.#record = { ...this.#record, state };
    await writeRecord(this.#run.world.state, this.#record);
    this.events.fire({ kind: "state", state });
  }

  async #doStep(step: Step, signal: AbortSignal): Promise<void> {
    const started = this.#run.world.now();
    const tell = (state: StepEnd | "running", note?: string): void =>
      this.events.fire({ kind: "step", step, state, ms: this.#run.world.now() - started, note });
    tell("running");
    try {
      tell("done", await this.#effect(step, signal));
    } catch (error) {
      const failure = masked(error, this.#run.secrets.mask);
      const { exit, message } = problemOf(failure);
      tell(exit === exits.interrupted ? "cancelled" : "failed", message);
      throw failure;
    }
  }

  async #effect(step: Step, signal: AbortSignal): Promise<string | undefined> {
    switch (step.kind) {
      case "tree":
        return await checkOutSide(this.#run, step.side, step.exclusive, this.#trees, signal);
      case "environment":
        return await this.#build(step.side, signal);
      case "rewrite":
        return await rewriteFile(this.#run, step.rewrite);
      case "state":
        return await takeKept(this.#run, step.empty);
      case "network":
        return await makeNetwork(this.#run, step.engine, signal);
      case "volume":
        return await makeVolume(this.#run, step.engine, step.volume, signal);
      case "image":
        return await haveImage(this.#run, step.service, signal);
      case "service":
        return await startServiceStep(this.#run, step.service, signal);
      case "migrate":
        return await migrateStep(this.#run, step.migrate, signal);
      case "setup":
        return await setupStep(this.#run, step.setup, signal);
    }
  }

  async #build(name: string, signal: AbortSignal): Promise<string | undefined> {
    const note = await buildSide(this.#run, name, this.#trees, signal);
    const { side, environment, dir } = sideAtWork(this.#run, name);
    this.#record = {
      ...this.#record,
      built: withBuilt(this.#record.built, builtSide(side, environment)),
      dirs: { ...this.#record.dirs, [name]: dir },
    };
    return note;
  }
}

const notUndone = (id: string, error: unknown): Failure => {
  const { message, hint, ...problem } = problemOf(error);
  return new Failure({
    ...problem,
    code: problem.code === "internal" ? problem.code : "not-undone",
    message: `Not all that emulation ${id} changed could be undone: ${message}`,
    hint: `${sentence(hint ?? "Mend this")} Then run backcompat recover.`,
    cause: error,
  });
};
