import type { Emulation } from "./emulation";
import type { EmulationEvent } from "./events";

/** A service that ends after all were ready: nobody waits for it any more, so it has to be said. */
export const lostService = (
  event: EmulationEvent,
  { record }: Pick<Emulation, "record">,
): string | undefined =>
  event.kind === "service" && event.state.kind === "failed" && record.state === "ready"
    ? `${event.state.why}; the other services go on`
    : undefined;
