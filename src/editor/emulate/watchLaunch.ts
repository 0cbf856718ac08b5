import { emulateCommandIds } from "../../contract/ids";
import type { LaunchArguments } from "../../debug/adapter/launchArguments";
import type { SessionHost } from "../../debug/adapter/parentSession";
import type { Emulation } from "../../emulation/emulation";
import type { EmulationEvent } from "../../emulation/events";
import { exits, type Problem, problemOf } from "../../util/problem";
import type { Editor } from "../context";
import { showFailure } from "./failure";
import { releasesOf } from "./launchConfiguration";
import { eventLogLine } from "./logText";
import { LaunchProgress } from "./progress";
import { rememberChoice } from "./remembered";
import { stepSentence } from "./runningSteps";

/** Every launch, whoever asked for it, shows its steps, can be cancelled at each, and says why it failed. */
export const watchLaunch = (editor: Editor, host: SessionHost): SessionHost => {
  let launch: Launch | undefined;
  return {
    ...host,
    begin: async (args, { byHand, signal }) => {
      launch = new Launch(editor, args);
      return await host.begin(args, { byHand, signal: AbortSignal.any([signal, launch.signal]) });
    },
    onEmulation: (emulation) => {
      host.onEmulation?.(emulation);
      launch?.follow(emulation);
    },
    onRefused: (problem) => {
      host.onRefused?.(problem);
      launch?.failed(problem);
    },
  };
};

class Launch {
  readonly #editor: Editor;
  readonly #args: LaunchArguments;
  readonly #cancel = new AbortController();
  readonly #progress: LaunchProgress;
  #emulation: Emulation | undefined;
  /** The step that failed first; what fails after it mostly follows from it. */
  #failedStep: string | undefined;

  constructor(editor: Editor, args: LaunchArguments) {
    this.#editor = editor;
    this.#args = args;
    editor.log.info(`Emulating ${nameOf(args)}`);
    this.#progress = new LaunchProgress(`Emulating ${nameOf(args)} (${showLog})`, () => this.#stop());
    this.#progress.report("Looking up versions");
  }

  get signal(): AbortSignal {
    return this.#cancel.signal;
  }

  follow(emulation: Emulation): void {
    this.#emulation = emulation;
    for (const warning of emulation.plan.settled.warnings) this.#editor.log.warn(warning);
    emulation.events.on((event) => this.#hear(event, emulation));
    const { folder, scenario, versions } = emulation.record;
    const { swapped: swap } = emulation.plan.settled;
    const noDebug = this.#args.noDebug || this.#args.debug === false;
    this.#remember(rememberChoice(this.#editor.extension, { folder, scenario, versions, swap, noDebug }));
    if (this.#cancel.signal.aborted) this.#stop();
  }

  failed(problem: Problem): void {
    this.#progress.end();
    const cancelled = problem.exit === exits.interrupted;
    this.#editor.log[cancelled ? "info" : "error"](problem.message);
    for (const line of problem.lines ?? []) this.#editor.log.info(`    ${line}`);
    if (cancelled) return;
    const { folder } = this.#args;
    const failure = { problem, step: this.#failedStep, emulation: this.#emulation?.id, folder };
    void showFailure(this.#editor, failure, this.#args);
  }

  #stop(): void {
    this.#cancel.abort();
    this.#progress.report("Cancelling, and putting everything back");
    // Its own failure to stop is the session's to tell.
    this.#emulation?.stop({ verdict: "cancelled" }).catch(() => undefined);
  }

  #hear(event: EmulationEvent, emulation: Emulation): void {
    const line = eventLogLine(event, emulation.plan);
    if (line !== undefined) this.#editor.log[line.level](line.text);
    if (event.kind === "step") this.#step(event, emulation);
    if (event.kind !== "state") return;
    if (event.state === "ready" || event.state === "ended") this.#progress.end();
  }

  /** Without it the next choice only takes longer. */
  #remember(remembering: Promise<void>): void {
    remembering.catch((error: unknown) => this.#editor.log.warn(problemOf(error).message));
  }

  #step({ step, state }: Extract<EmulationEvent, { kind: "step" }>, { plan }: Emulation): void {
    if (state === "failed") this.#failedStep ??= `“${stepSentence(step, plan)}”`;
    this.#progress.step(step, state, plan);
  }
}

const showLog = `[Show Log](command:${emulateCommandIds.showOutput})`;

const nameOf = ({ scenario, versions, folder }: LaunchArguments): string =>
  [scenario ?? folder.split(/[\\/]/).at(-1), ...releasesOf(versions)].join(" ");
