import type { Target } from "./events";

/** Which file a breakpoint is in, where the target has other names for it. */
export const mappingText = ({ label, mappings }: Pick<Target, "label" | "mappings">): string | undefined => {
  if (mappings === undefined) return undefined;
  const known = mappings.map(({ here, there }) => `${there} is ${here}`).join(", ");
  return known === ""
    ? `${label}: none of the folders in its container is known here; its files open as the debugger has them`
    : `${label}: in its container ${known}`;
};
