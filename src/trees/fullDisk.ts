import { Failure, machineFailure, type Problem, problemOf } from "../util/problem";

/** Runs what writes into the state folder; where the disk takes no more, that is what is said, and where to make room. */
export const sayingFullDisk = async <T>(
  stateDir: string,
  what: string,
  body: () => Promise<T>,
): Promise<T> => {
  try {
    return await body();
  } catch (error) {
    throw tellsOfFullDisk(error) ? fullDisk(stateDir, what, error) : error;
  }
};

const fullDisk = (stateDir: string, what: string, error: unknown): Failure =>
  machineFailure("disk-full", `The disk is full: ${what} could not be checked out`, {
    hint: `Make room where the state folder ${stateDir} lies; \`backcompat clean\` shows what it holds, and removes what nobody uses.`,
    lines: linesOf(problemOf(error)),
    cause: error,
  });

const linesOf = ({ message, lines = [] }: Problem): readonly string[] =>
  lines.length > 0 ? lines.slice(-5) : [message];

const tellsOfFullDisk = (error: unknown): boolean => {
  if (error instanceof Failure) return (error.problem.lines ?? []).some((line) => full.test(line));
  return error instanceof Error && "code" in error && ["ENOSPC", "EDQUOT"].includes(String(error.code));
};

/** Of files that it could not write git does not say why, and by then it has removed what it had begun. */
const full =
  /No space left on device|not enough space on the disk|Disk quota exceeded|Out of diskspace|unable to write (?:new )?(?:index )?file\b/i;
