import { beforeEach } from "vitest";
import { screenshot, type Workbench } from "./workbench";

/** Keeps a picture of the workbench as it was when a test of this file failed. */
export const pictureOnFailure = (workbench: () => Workbench | undefined): void => {
  beforeEach(({ task, onTestFailed }) => {
    onTestFailed(async () => {
      const there = workbench();
      if (there !== undefined)
        await screenshot(there, `failed-${task.name.replaceAll(/\W+/g, "-").slice(0, 80)}`);
    });
  });
};
