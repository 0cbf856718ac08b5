import { machineFailure } from "../util/problem";

export const oldestApi = "1.24";
export const newestApi = "1.52";

/** The one that both sides speak: the newest of ours, or theirs where it is older. */
export const chooseApi = (
  name: string,
  theirs: string | undefined,
  theirOldest: string | undefined,
): string => {
  const newest = theirs !== undefined && isApi(theirs) ? theirs : oldestApi;
  if (compareApi(newest, oldestApi) < 0)
    throw machineFailure("engine-too-old", `Engine '${name}' speaks API ${newest}, which is too old`, {
      hint: `Update Docker there: API ${oldestApi} (Docker 1.12) is the oldest that can be used.`,
    });
  if (theirOldest !== undefined && isApi(theirOldest) && compareApi(theirOldest, newestApi) > 0)
    throw machineFailure("engine-too-new", `Engine '${name}' wants API ${theirOldest} or newer`, {
      hint: `Update Backcompat: this one speaks up to ${newestApi}.`,
    });
  return compareApi(newest, newestApi) < 0 ? newest : newestApi;
};

const isApi = (text: string): boolean => /^\d+\.\d+$/.test(text);

const compareApi = (a: string, b: string): number => {
  const [major = 0, minor = 0] = a.split(".").map(Number);
  const [otherMajor = 0, otherMinor = 0] = b.split(".").map(Number);
  return major - otherMajor || minor - otherMinor;
};
