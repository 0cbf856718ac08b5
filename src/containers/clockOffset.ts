import type Dockerode from "dockerode";
import { as, fields, text } from "../util/shape";
import type { Clock } from "../util/time";
import { request } from "./request";

/**
 * Milliseconds that the clock of an engine's host is behind ours; of a few answers the quickest says it best.
 * Undefined where it does not tell: what stands between us and an engine may refuse the question.
 */
export const clockOffset = async (
  timeThere: () => Promise<string | undefined>,
  clock: Pick<Clock, "now">,
): Promise<number | undefined> => {
  let [offset, quickest]: [number | undefined, number] = [undefined, Number.POSITIVE_INFINITY];
  for (let turn = 0; turn < turns; turn++) {
    const asked = clock.now();
    const there = Date.parse((await timeThere()) ?? "");
    const took = clock.now() - asked;
    if (Number.isNaN(there)) return undefined;
    if (took >= quickest) continue;
    quickest = took;
    offset = asked + took / 2 - there;
  }
  // Less than the way takes is no difference that anybody could know of.
  if (offset === undefined || Math.abs(offset) <= quickest / 2) return 0;
  return Math.round(offset);
};

const turns = 3;

/** As the engine says it: `2026-11-20T14:38:04.123456789Z`. */
export const timeOfEngine = async (docker: Dockerode, signal: AbortSignal): Promise<string | undefined> => {
  try {
    return as(info, await request(docker, { path: "/info", signal }))?.SystemTime;
  } catch (error) {
    if (signal.aborted) throw error;
    return undefined;
  }
};

const info = fields({ SystemTime: text });
