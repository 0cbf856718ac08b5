import { type DebugAdapterTracker, type DebugSession, debug } from "vscode";
import type { Disposable } from "../../util/disposable";
import { Emitter } from "../../util/events";
import { as, either, fields, number, oneOf, optional } from "../../util/shape";
import { targetOf } from "../debug/target";
import { topPlace } from "./topPlace";

const stopped = fields({
  type: oneOf("event"),
  event: oneOf("stopped"),
  body: fields({ threadId: optional(number) }),
});
const resumed = either(
  fields({ type: oneOf("event"), event: oneOf("continued", "terminated", "exited") }),
  fields({ type: oneOf("request"), command: oneOf("continue", "next", "stepIn", "stepOut") }),
);
/** Where debuggers hold which services, of all emulations of this window. */
export class PausedServices implements Disposable {
  readonly #changes = new Emitter<void>();
  readonly onChange = this.#changes.on;
  readonly #paused = new Map<string, { readonly session: string; readonly where: string }>();
  readonly #tracking = debug.registerDebugAdapterTrackerFactory("*", {
    createDebugAdapterTracker: (session) => this.#track(session),
  });

  /** By service. */
  of(emulation: string): ReadonlyMap<string, string> {
    const own = [...this.#paused].filter(([key]) => key.startsWith(`${emulation}/`));
    return new Map(own.map(([key, { where }]) => [key.slice(emulation.length + 1), where]));
  }

  dispose(): void {
    this.#tracking.dispose();
    this.#changes.dispose();
  }

  #track(session: DebugSession): DebugAdapterTracker | undefined {
    const key = keyOf(session);
    if (key === undefined) return undefined;
    const goOn = (): void => this.#clear(key, session.id);
    return {
      onDidSendMessage: (message: unknown) => {
        const stop = as(stopped, message);
        if (stop !== undefined) void this.#stop(key, session, stop.body.threadId);
        else if (resumed(message)) goOn();
      },
      onWillReceiveMessage: (message: unknown) => {
        if (resumed(message)) goOn();
      },
      onWillStopSession: goOn,
      onExit: goOn,
    };
  }

  async #stop(key: string, session: DebugSession, threadId: number | undefined): Promise<void> {
    const held = { session: session.id, where: "" };
    this.#paused.set(key, held);
    this.#changes.fire();
    const where = await placeOf(session, threadId);
    // It may have gone on, or stopped elsewhere, while we asked.
    if (where === undefined || this.#paused.get(key) !== held) return;
    this.#paused.set(key, { ...held, where });
    this.#changes.fire();
  }

  #clear(key: string, session: string): void {
    if (this.#paused.get(key)?.session !== session) return;
    this.#paused.delete(key);
    this.#changes.fire();
  }
}

/** What a service has started counts as the service. */
const keyOf = (session: DebugSession): string | undefined => {
  const target = targetOf(session.configuration);
  if (target?.service !== undefined && target.emulation !== undefined)
    return `${target.emulation}/${target.service}`;
  return session.parentSession === undefined ? undefined : keyOf(session.parentSession);
};

/** An adapter that can't say leaves the place unknown. */
const placeOf = async (session: DebugSession, threadId: number | undefined): Promise<string | undefined> => {
  if (threadId === undefined) return undefined;
  const answer: unknown = await session
    .customRequest("stackTrace", { threadId, startFrame: 0, levels: 1 })
    .then(undefined, () => undefined);
  return topPlace(answer);
};
