import { DebugSession, InitializedEvent, OutputEvent, TerminatedEvent } from "@vscode/debugadapter";
import type { DebugProtocol } from "@vscode/debugprotocol";
import type { Emulation, Outcome } from "../../emulation/emulation";
import type { EmulationEvent, Target } from "../../emulation/events";
import { lostService } from "../../emulation/lostService";
import { outcomeOf } from "../../emulation/outcome";
import { DisposableStore } from "../../util/disposable";
import { exits, inputFailure, interrupted, type Problem, problemOf } from "../../util/problem";
import type { TargetProxy } from "../proxy/types";
import { Children } from "./children";
import { eventText, problemText } from "./console";
import { completeConsole, runConsoleVerb } from "./consoleVerbs";
import { type LaunchArguments, launchArguments } from "./launchArguments";
import type { Exceptions } from "./targetProxy";

export interface Beginning {
  /** The client can't start children: who uses it attaches to the targets by hand. */
  readonly byHand: boolean;
  readonly signal: AbortSignal;
}

/** What the session needs of whoever hosts it. */
export interface SessionHost {
  /** Begins an emulation; nothing is started yet. */
  readonly begin: (args: LaunchArguments, how: Beginning) => Promise<Emulation>;
  /** Told as soon as there is an emulation, and when it is over. */
  readonly onEmulation?: (emulation: Emulation) => void;
  /** Starts a session of another extension's type below ours. */
  readonly startForeign?: (configuration: Readonly<Record<string, unknown>>) => Promise<void>;
  /** Told why a launch came to nothing, once all is put back; who listens shows it to the person. */
  readonly onRefused?: (problem: Problem) => void;
}

/**
 * One emulation as one debug session, whose targets are children that the client starts by `startDebugging`.
 * It knows no editor: any client that speaks DAP can drive it.
 */
export class ParentSession extends DebugSession {
  readonly #host: SessionHost;
  readonly #ending = new AbortController();
  readonly #owned = new DisposableStore();
  #emulation: Emulation | undefined;
  #children: Children | undefined;
  #clientStartsChildren = false;
  #configured: () => void = () => undefined;
  readonly #configuration = new Promise<void>((resolve) => {
    this.#configured = resolve;
  });
  #ended: Promise<void> | undefined;

  constructor(host: SessionHost) {
    super();
    this.#host = host;
  }

  /** The way to a target for the child session that the client started at our request. */
  proxyFor(child: string): TargetProxy | undefined {
    return this.#children?.proxyFor(child);
  }

  protected override initializeRequest(
    response: DebugProtocol.InitializeResponse,
    args: DebugProtocol.InitializeRequestArguments,
  ): void {
    this.#clientStartsChildren = args.supportsStartDebuggingRequest === true;
    response.body = {
      supportsConfigurationDoneRequest: true,
      supportsTerminateRequest: true,
      supportsCompletionsRequest: true,
    };
    this.sendResponse(response);
    this.sendEvent(new InitializedEvent());
  }

  protected override configurationDoneRequest(response: DebugProtocol.ConfigurationDoneResponse): void {
    this.#configured();
    this.sendResponse(response);
  }

  protected override launchRequest(
    response: DebugProtocol.LaunchResponse,
    args: DebugProtocol.LaunchRequestArguments,
  ): void {
    void this.#launch(args).then(
      () => this.sendResponse(response),
      (error: unknown) => this.#refuse(response, error),
    );
  }

  protected override evaluateRequest(
    response: DebugProtocol.EvaluateResponse,
    args: DebugProtocol.EvaluateArguments,
  ): void {
    void this.#evaluate(args).then(
      (result) => {
        response.body = { result, variablesReference: 0 };
        this.sendResponse(response);
      },
      (error: unknown) => this.sendErrorResponse(response, { id: 2, format: problemText(problemOf(error)) }),
    );
  }

  protected override completionsRequest(
    response: DebugProtocol.CompletionsResponse,
    { text, column }: DebugProtocol.CompletionsArguments,
  ): void {
    const targets = completeConsole(this.#emulation, text.slice(0, column - 1)).map((label) => ({
      label,
      start: 0,
      length: text.length,
    }));
    response.body = { targets };
    this.sendResponse(response);
  }

  protected override threadsRequest(response: DebugProtocol.ThreadsResponse): void {
    response.body = { threads: [] };
    this.sendResponse(response);
  }

  protected override terminateRequest(response: DebugProtocol.TerminateResponse): void {
    void this.#end().then(() => this.sendResponse(response));
  }

  protected override disconnectRequest(response: DebugProtocol.DisconnectResponse): void {
    void this.#end().then(() => {
      this.sendResponse(response);
      this.shutdown();
    });
  }

  /** Answers when all is ready, so that the client's own progress lasts until then. */
  async #launch(given: unknown): Promise<void> {
    const args = launchArguments.safeParse(given);
    if (!args.success) throw notUnderstood(args.error.issues);
    await this.#configuration;
    const { signal } = this.#ending;
    const emulation = await this.#host.begin(args.data, { byHand: !this.#clientStartsChildren, signal });
    if (signal.aborted) {
      await emulation.stop({ verdict: "cancelled" });
      throw interrupted("The launch");
    }
    this.#emulation = emulation;
    this.#children = this.#childrenOf(emulation, args.data.exceptions);
    this.#owned.add(emulation.events.on((event) => this.#hear(event)));
    this.#host.onEmulation?.(emulation);
    await emulation.up(signal);
  }

  async #evaluate({ expression, context }: DebugProtocol.EvaluateArguments): Promise<string> {
    if (context !== undefined && context !== "repl") {
      throw inputFailure("not-here", "The emulation has no variables of its own", {
        hint: "Choose a paused side.",
      });
    }
    if (this.#emulation === undefined) throw inputFailure("not-started", "The emulation has not begun yet");
    return await runConsoleVerb(this.#emulation, expression, this.#ending.signal);
  }

  #refuse(response: DebugProtocol.Response, error: unknown): void {
    const problem = problemOf(error);
    this.#write(`${problemText(problem)}\n`, "stderr");
    void this.#end(outcomeOf(error)).then(() => {
      this.sendErrorResponse(response, {
        id: 1,
        format: [problem.message, problem.hint].filter((part) => part !== undefined).join(" "),
        showUser: problem.exit !== exits.interrupted && this.#host.onRefused === undefined,
      });
      this.#host.onRefused?.(problem);
    });
  }

  #hear(event: EmulationEvent): void {
    const text = this.#emulation && eventText(event, this.#emulation.plan);
    // Loggers write to stderr whatever they say: that alone is no reason for red.
    if (text !== undefined) this.#write(`${text}\n`, event.kind === "line" ? "stdout" : "console");
    const lost = this.#emulation && lostService(event, this.#emulation);
    if (lost !== undefined) this.#write(`✗ ${lost}\n`, "stderr");
    if (event.kind === "target") this.#meet(event.target);
    if (event.kind === "state" && event.state === "ended") void this.#end();
  }

  #meet(target: Target): void {
    const { label, attachment } = target;
    if (attachment.caution !== undefined) this.#write(`${label}: ${attachment.caution}\n`, "console");
    for (const [name, value] of Object.entries(target.env ?? {}))
      this.#write(`${label}: ${name}=${value} while debugging\n`, "console");
    if (attachment.adapter.kind === "delegated") this.#delegate(target, attachment.adapter.type);
    else if (this.#clientStartsChildren) this.#children?.appeared(target);
    else
      this.#write(`${label}: attach a ${target.language} debugger to 127.0.0.1:${target.port}\n`, "console");
  }

  /** A debugger of another extension's: only the host can start a session of its type. */
  #delegate({ label, service, attachment }: Target, type: string): void {
    const configuration = { ...attachment.arguments, name: label, type, request: attachment.request };
    const started =
      this.#host.startForeign?.(configuration) ?? Promise.reject(new Error(`no one starts “${type}” here`));
    const arrived = (): void => this.#emulation?.run.attached.arrived(service);
    void started.then(arrived, (error: unknown) => {
      this.#write(`${label}: the debugger did not attach: ${problemOf(error).message}\n`, "stderr");
      arrived();
    });
  }

  #childrenOf(emulation: Emulation, exceptions: Exceptions): Children {
    return new Children(emulation, exceptions, {
      ended: (by) => {
        // Shift+F5 on one side is meant for all of it; a target that ends by itself takes nothing along.
        if (by === "client") void this.#end();
      },
      start: (name, attach, started) => {
        const configuration = { ...attach, name, type: "backcompat", request: "attach" };
        this.sendRequest("startDebugging", { request: "attach", configuration }, 30_000, (answer) => {
          if (!answer.success)
            this.#write(`${name}: the debugger did not attach: ${answer.message}\n`, "stderr");
          started();
        });
      },
    });
  }

  #end(outcome: Outcome = { verdict: "cancelled" }): Promise<void> {
    this.#ended ??= this.#stop(outcome);
    return this.#ended;
  }

  async #stop(outcome: Outcome): Promise<void> {
    this.#ending.abort();
    try {
      await this.#emulation?.stop(outcome);
    } catch (error) {
      this.#write(`${problemText(problemOf(error))}\n`, "stderr");
    }
    this.#owned.dispose();
    this.sendEvent(new TerminatedEvent());
  }

  #write(text: string, category: string): void {
    this.sendEvent(new OutputEvent(text, category));
  }
}

const notUnderstood = (issues: readonly { path: readonly PropertyKey[]; message: string }[]): Error =>
  inputFailure("bad-launch", "This launch configuration is not understood", {
    hint: issues.map(({ path, message }) => `${path.map(String).join(".")}: ${message}`).join("; "),
  });
