import { Failure } from "./problem";

/** The same failure with secrets taken out of all that people get to read. */
export const masked = (error: unknown, mask: (text: string) => string): unknown => {
  if (!(error instanceof Failure)) return error;
  const { message, hint, lines } = error.problem;
  return new Failure({
    ...error.problem,
    message: mask(message),
    ...(hint !== undefined && { hint: mask(hint) }),
    ...(lines !== undefined && { lines: lines.map(mask) }),
  });
};
