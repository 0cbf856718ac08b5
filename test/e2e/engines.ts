import { onPath } from "../../scripts/lib/packages.mts";

const root = process.platform === "linux" && process.getuid?.() === 0;

/** What is missing for engines of a test's own; in CI nothing may be, so that tests run there and fail. */
export const missingForEngines: readonly string[] =
  process.env["CI"] === "true"
    ? []
    : [
        ...(root ? [] : ["root on Linux"]),
        ...["dockerd", "docker", "busybox"].filter((command) => onPath(command) === undefined),
      ];
