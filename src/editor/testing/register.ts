import { type TestController, tests } from "vscode";
import { testControllerId } from "../../contract/ids";
import { type Disposable, DisposableStore } from "../../util/disposable";
import type { LoadRuns } from "../matrix/register";
import type { CellTests } from "./cellTests";

/** The cells of each scenario in the test explorer; nothing is looked up before somebody opens it. */
export const registerTesting = (runs: LoadRuns): Disposable => {
  const owned = new DisposableStore();
  const controller: TestController = owned.add(tests.createTestController(testControllerId, "Backcompat"));
  let loaded: Promise<CellTests> | undefined;
  const load = (): Promise<CellTests> => {
    loaded ??= Promise.all([import("./cellTests"), runs()]).then(([{ CellTests: Cells }, all]) =>
      owned.add(new Cells(controller, all)),
    );
    return loaded;
  };
  controller.resolveHandler = async (item) => (await load()).resolve(item);
  controller.refreshHandler = async () => (await load()).refresh();
  return owned;
};
