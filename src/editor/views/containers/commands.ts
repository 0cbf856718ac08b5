import { type ContainerCommandId, containerCommandIds as ids } from "../../../contract/ids";
import { type Disposable, DisposableStore } from "../../../util/disposable";
import type { Editor } from "../../context";
import type { LoadEngines } from "../../engines/register";
import type { LoadPanes } from "../../logs/register";
import { trusted } from "../../trust";
import { givenSubject } from "../subjects";
import { type ContainerSubject, chosen, sayWhere } from "./chosen";
import type { ContainersView } from "./containersView";
import type { ContainerHands } from "./lifecycle";
import type { Ways } from "./reach";

export interface CommandParts {
  readonly editor: Editor;
  readonly engines: LoadEngines;
  readonly view: ContainersView;
  readonly panes: LoadPanes;
}

export type ContainerCommand = (argument: unknown, selection: unknown) => Promise<void>;

type ForOne = (subject: ContainerSubject, hands: ContainerHands) => Promise<void>;
type ForMany = (subjects: readonly ContainerSubject[], hands: ContainerHands) => Promise<void>;

/** What each command of the Containers view does; code is loaded when it is first needed. */
export class ContainerCommands implements Disposable {
  readonly #parts: CommandParts;
  readonly #owned = new DisposableStore();
  #ways: Promise<Ways> | undefined;

  constructor(parts: CommandParts) {
    this.#parts = parts;
  }

  all(): Readonly<Record<ContainerCommandId, ContainerCommand>> {
    const see = () => import("./see");
    return {
      [ids.reconnectEngine]: (argument) => this.#reconnect(argument),
      [ids.startContainer]: this.#deed(ids.startContainer),
      [ids.stopContainer]: this.#deed(ids.stopContainer),
      [ids.restartContainer]: this.#deed(ids.restartContainer),
      [ids.pauseContainer]: this.#deed(ids.pauseContainer),
      [ids.unpauseContainer]: this.#deed(ids.unpauseContainer),
      [ids.killContainer]: this.#deed(ids.killContainer),
      [ids.removeContainer]: this.#deed(ids.removeContainer),
      [ids.showContainerLog]: this.#one(async (...all) => (await see()).showLog(this.#parts.panes)(...all)),
      [ids.deleteContainerLog]: this.#many(async (...all) => (await see()).deleteLogs(...all)),
      [ids.inspectContainer]: this.#one(async (...all) => (await see()).inspect(...all)),
      [ids.copyContainerId]: this.#many(async (subjects) => (await see()).copyIds(subjects)),
      [ids.openContainerShell]: this.#one(async (...all) => (await this.#waysIn()).openShell(...all)),
      [ids.openContainerPort]: this.#one(async (...all) => (await this.#waysIn()).openPort(...all)),
      [ids.copyFromContainer]: this.#one(async (...all) => (await import("./reach")).copyFrom(...all)),
    };
  }

  dispose(): void {
    this.#owned.dispose();
  }

  #deed(id: Parameters<typeof doTo>[0]): ContainerCommand {
    return this.#many((subjects, hands) => doTo(id, subjects, hands));
  }

  #one(work: ForOne): ContainerCommand {
    return this.#many(async ([first], hands) => {
      if (first !== undefined) await work(first, hands);
    });
  }

  /** Then the view shows it, also where no engine says so: a log that was kept, say. */
  #many(work: ForMany): ContainerCommand {
    return async (argument, selection) => {
      if (!trusted()) return;
      const { editor, engines, view } = this.#parts;
      const subjects = chosen(argument, selection, view.selected);
      if (subjects.length === 0) return await sayWhere();
      await work(subjects, { editor, engines, live: view.live });
      view.refresh();
    };
  }

  async #reconnect(argument: unknown): Promise<void> {
    const { engines, view } = this.#parts;
    const given = givenSubject(argument, "engine")?.engine;
    const all = await engines();
    for (const { address, kind } of view.live?.state(0).engines ?? [])
      if (kind === "failed" && (given === undefined || given === address)) all.retry(address);
  }

  #waysIn(): Promise<Ways> {
    this.#ways ??= import("./reach").then(({ Ways: All }) => this.#owned.add(new All()));
    return this.#ways;
  }
}

const doTo = async (
  id: keyof typeof import("./lifecycle").deeds,
  subjects: readonly ContainerSubject[],
  hands: ContainerHands,
): Promise<void> => {
  const { deeds, doTo: perform } = await import("./lifecycle");
  await perform(deeds[id], subjects, hands);
};
