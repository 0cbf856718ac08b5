import type { Line } from "../processes/types";

/** Takes the place of the oldest segments once the quota let them go. */
export const dropMark = (lines: number, quota: string, time: number): Line => ({
  time,
  stream: "stderr",
  text: `[backcompat: ${lines} lines dropped, the oldest: the logs of this emulation reached ${quota}]`,
});

/** How many lines a segment stands for that holds nothing but such a mark. */
export const droppedBy = (text: string): number | undefined => {
  const match = /^\[backcompat: (\d+) lines dropped, the oldest: /.exec(text);
  return match === null ? undefined : Number(match[1]);
};
