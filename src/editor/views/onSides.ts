import { type Disposable, disposable } from "../../util/disposable";
import type { Editor } from "../context";

/** Told whenever the sides at work in this window may be others: an emulation came, got ready, changed or went. */
export const onSides = ({ emulations }: Editor, tell: () => void): Disposable => {
  const heard = new Map<string, Disposable>();
  const listen = (all: typeof emulations.all): void => {
    const ids = new Set(all.map(({ id }) => id));
    for (const [id, hearing] of heard) {
      if (ids.has(id)) continue;
      hearing.dispose();
      heard.delete(id);
    }
    for (const { id, events } of all) {
      if (heard.has(id)) continue;
      const hearing = events.on((event) => {
        const built = event.kind === "step" && event.step.kind === "environment" && event.state === "done";
        if (built || event.kind === "state") tell();
      });
      heard.set(id, hearing);
    }
    tell();
  };
  const changes = emulations.onChange(listen);
  listen(emulations.all);
  return disposable(() => {
    changes.dispose();
    for (const hearing of heard.values()) hearing.dispose();
  });
};
