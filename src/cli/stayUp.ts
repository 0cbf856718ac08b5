import type { Emulation } from "../emulation/emulation";
import type { Cli } from "./verb";

/** What was asked to be kept runs until Ctrl-C, or `down` from elsewhere. */
export const stayUp = async (emulation: Emulation, { terminal, signal }: Cli): Promise<void> => {
  if (signal.aborted) return;
  const versions = Object.entries(emulation.record.versions).map((one) => one.join(" "));
  terminal.say(
    `emulation ${emulation.id} (${versions.join(", ")}) still runs; Ctrl-C or backcompat down ${emulation.id} stops it and puts everything back`,
  );
  await untilEnded(emulation, signal);
};

/** By Ctrl-C, or by `down` from elsewhere. */
export const untilEnded = (emulation: Pick<Emulation, "events">, signal: AbortSignal): Promise<void> =>
  new Promise((done) => {
    if (signal.aborted) return done();
    signal.addEventListener("abort", () => done(), { once: true });
    emulation.events.on((event) => {
      if (event.kind === "state" && event.state === "ended") done();
    });
  });
