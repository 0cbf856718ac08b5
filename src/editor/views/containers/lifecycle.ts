import { window } from "vscode";
import type { Engine } from "../../../containers/engine";
import {
  killContainer,
  pauseContainer,
  removeContainer,
  restartContainer,
  startContainer,
  stopContainer,
  unpauseContainer,
} from "../../../containers/operations";
import { containerCommandIds as ids, viewIds } from "../../../contract/ids";
import { plural } from "../../../util/text";
import type { Editor } from "../../context";
import type { LoadEngines } from "../../engines/register";
import { attempt } from "../attempt";
import type { ContainerSubject } from "./chosen";
import type { Live } from "./live";
import { questionBefore } from "./question";

interface Deed {
  readonly verb: string;
  readonly doing: string;
  readonly asks: "never" | "for many" | "always";
  readonly after: string;
  readonly run: (engine: Engine, id: string, signal: AbortSignal) => Promise<void>;
}

/** What may be done to containers, to all that are selected at once. */
export const deeds = {
  [ids.startContainer]: { ...deed("Start", "Starting", startContainer), asks: "never" },
  [ids.stopContainer]: deed("Stop", "Stopping", (engine, id, signal) =>
    stopContainer(engine, id, { signal }),
  ),
  [ids.restartContainer]: deed("Restart", "Restarting", restartContainer),
  [ids.pauseContainer]: deed("Pause", "Pausing", pauseContainer),
  [ids.unpauseContainer]: { ...deed("Unpause", "Unpausing", unpauseContainer), asks: "never" },
  [ids.killContainer]: {
    ...deed("Kill", "Killing", (engine, id, signal) => killContainer(engine, id, { signal })),
    asks: "always",
    after: "It gets no chance to end in good order.",
  },
  [ids.removeContainer]: {
    ...deed("Remove", "Removing", removeContainer),
    asks: "always",
    after: "What it wrote outside of named volumes is gone then. A log that was shown here is kept.",
  },
} as const satisfies Readonly<Record<string, Deed>>;

function deed(verb: string, doing: string, run: Deed["run"]): Deed {
  return { verb, doing, run, asks: "for many", after: "" };
}

export interface ContainerHands {
  readonly editor: Editor;
  readonly engines: LoadEngines;
  readonly live: Live | undefined;
}

/** Asks once where it should, and does it to all at the same time; those that fail are named. */
export const doTo = async (
  { verb, doing, asks, after, run }: Deed,
  subjects: readonly ContainerSubject[],
  { editor, engines, live }: ContainerHands,
): Promise<void> => {
  const named = subjects.map(({ engine, container }) => ({
    name: live?.row(engine, container)?.name ?? container.slice(0, 12),
    engineName: live?.nameOf(engine) ?? engine,
    emulation: live?.row(engine, container)?.ours?.emulation,
  }));
  if (asks === "always" || (asks === "for many" && subjects.length > 1)) {
    const { message, detail } = questionBefore(verb, named, after);
    if ((await window.showWarningMessage(message, { modal: true, detail }, verb)) === undefined) return;
  }
  const what =
    named.length === 1 ? `${doing} ${named[0]?.name}` : `${doing} ${plural(named.length, "container")}`;
  editor.log.info(what);
  const all = await engines();
  await Promise.all(
    subjects.map(({ engine, container }, at) =>
      attempt(
        editor,
        `${doing} ${named[at]?.name}`,
        (signal) => all.use(engine, signal, (opened) => run(opened, container, signal)),
        viewIds.containers,
      ),
    ),
  );
};
