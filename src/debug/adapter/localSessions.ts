import type { Emulation } from "../../emulation/emulation";
import { Emitter } from "../../util/events";
import { machineFailure } from "../../util/problem";
import { isMessage, type Message } from "../proxy/message";
import { childKey } from "./childKey";
import type { Session, Sessions } from "./front";
import type { LaunchArguments } from "./launchArguments";
import { type Beginning, ParentSession } from "./parentSession";

type Begin = (args: LaunchArguments, how: Beginning) => Promise<Emulation>;

/** The parent sessions of this process, and the children that clients start at their request. */
export class LocalSessions implements Sessions {
  readonly #begin: Begin;
  readonly #parents = new Set<ParentSession>();
  readonly #emulations = new Set<Emulation>();
  readonly #open = new Set<Session>();

  constructor(begin: Begin) {
    this.#begin = begin;
  }

  readonly parent = (): Session => {
    const parent = new ParentSession({
      begin: this.#begin,
      onEmulation: (emulation) => this.#emulations.add(emulation),
    });
    this.#parents.add(parent);
    return this.#keep(asSession(parent));
  };

  readonly child = (configuration: Readonly<Record<string, unknown>>): Session => {
    const id = String(configuration[childKey]);
    for (const parent of this.#parents) {
      const proxy = parent.proxyFor(id);
      if (proxy !== undefined) return this.#keep(proxy);
    }
    throw machineFailure(
      "emulation-gone",
      "The emulation of this debug session is over, or of another process",
      {
        hint: "Children connect to the port of their parent's adapter: backcompat dap --port PORT.",
      },
    );
  };

  /** Ends the conversations. */
  dispose(): void {
    for (const session of this.#open) session.dispose();
    this.#open.clear();
  }

  /** Settles when everything is put back. */
  async end(): Promise<void> {
    this.dispose();
    await Promise.all([...this.#emulations].map((emulation) => emulation.stop({ verdict: "cancelled" })));
  }

  #keep(session: Session): Session {
    this.#open.add(session);
    return session;
  }
}

const asSession = (parent: ParentSession): Session => {
  const messages = new Emitter<Message>();
  const listening = parent.onDidSendMessage((message: unknown) => {
    if (isMessage(message)) messages.fire(message);
  });
  return {
    handleMessage: (message) => parent.handleMessage(message),
    onDidSendMessage: messages.on,
    dispose: () => {
      listening.dispose();
      messages.dispose();
    },
  };
};
