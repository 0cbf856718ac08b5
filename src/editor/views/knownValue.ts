import { fillIn, type Values } from "../../emulation/values";
import { Failure } from "../../util/problem";

/** What stands for `${name}` now; undefined where nothing does yet. */
export const knownValue = (name: string, values: Values, here?: string): string | undefined => {
  try {
    return fillIn(`\${${name}}`, values, here);
  } catch (error) {
    if (error instanceof Failure) return undefined;
    throw error;
  }
};
