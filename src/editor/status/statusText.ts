import type { EmulationRecord } from "../../emulation/record";

export interface StatusOf {
  readonly record: Pick<EmulationRecord, "scenario" | "sides" | "started" | "state">;
  /** The scenario was edited since it started. */
  readonly edited: boolean;
  /** A target stands at a breakpoint. */
  readonly paused: boolean;
}

export interface StatusText {
  readonly text: string;
  readonly tooltip: string;
  /** What a screen reader says: the clock would be read out each second. */
  readonly spoken: string;
}

/** The newest emulation in few words; undefined where none runs. */
export const statusText = (running: readonly StatusOf[], now: number): StatusText | undefined => {
  const newest = running.at(-1);
  if (newest === undefined) return undefined;
  const { record, edited, paused } = newest;
  const sides = Object.values(record.sides).join(" ⇄ ");
  const others = running.length > 1 ? ` +${running.length - 1}` : "";
  const clock = `$(clock) ${elapsed(now - record.started)}`;
  const words = [
    `⇄ ${sides}${others}`,
    stateIcon(record.state, paused),
    edited ? "$(edit) edited" : "",
    clock,
  ];
  return {
    text: words.filter((word) => word !== "").join("  "),
    tooltip: [
      `${record.scenario}: ${sides}`,
      stateWords(record.state, paused),
      ...(edited ? ["The scenario file was edited: it applies at the next start."] : []),
      "Click for everything one can do now.",
    ].join("\n"),
    spoken: `Emulation ${record.scenario}, ${sides}, ${stateWords(record.state, paused)}`,
  };
};

type State = EmulationRecord["state"];

const stateIcon = (state: State, paused: boolean): string => {
  if (state === "ready") return paused ? "$(debug-pause) paused" : "";
  return `$(sync~spin) ${stateWords(state, paused)}`;
};

const stateWords = (state: State, paused: boolean): string => {
  if (state === "ready") return paused ? "paused at a breakpoint" : "running";
  return state === "stopping" ? "putting everything back" : state;
};

/** `12s`, `1m 12s`, `1h 4m`: without tenths, which nobody can read while they run. */
export const elapsed = (ms: number): string => {
  const seconds = Math.max(0, Math.floor(ms / 1000));
  const [minutes, hours] = [Math.floor(seconds / 60), Math.floor(seconds / 3600)];
  if (hours > 0) return `${hours}h ${minutes % 60}m`;
  return minutes > 0 ? `${minutes}m ${seconds % 60}s` : `${seconds}s`;
};
