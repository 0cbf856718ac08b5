import { inputFailure } from "../util/problem";
import type { Plan } from "./plan";
import { planSchema } from "./planSchema";

/** A plan from text that `plan --json` printed, perhaps edited since. */
export const parsePlan = (text: string, file: string): Plan => {
  const parsed = planSchema.safeParse(jsonOf(text, file));
  if (parsed.success) return parsed.data satisfies Plan;
  const lines = parsed.error.issues.slice(0, 10).map(({ path, message }) => `${path.join(".")}: ${message}`);
  throw inputFailure("bad-plan", `${file} is not a plan that this Backcompat understands`, {
    lines,
    hint: "Make one with backcompat plan --json.",
  });
};

const jsonOf = (text: string, file: string): unknown => {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw inputFailure("bad-plan", `${file} is not JSON`, {
      hint: "Make one with backcompat plan --json.",
      cause,
    });
  }
};
