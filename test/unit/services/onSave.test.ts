import { join, sep } from "node:path";
import { describe, expect, it } from "vitest";
import { restartedBySave } from "../../../src/services/onSave";

const tree = join(sep, "trees", "host");
const services = [
  { name: "web", restartOnSave: true, folder: tree },
  { name: "calm", restartOnSave: false, folder: tree },
  { name: "grpc", restartOnSave: true, folder: join(sep, "trees", "host-2") },
];

describe("a saved file", () => {
  it("restarts the services of its tree that want it", () => {
    expect(restartedBySave(join(tree, "app", "views.py"), services)).toEqual(["web"]);
  });

  it("restarts nothing from elsewhere, not even from a folder whose name begins alike", () => {
    expect(restartedBySave(join(sep, "trees", "host-2", "a.py"), services)).toEqual(["grpc"]);
    expect(restartedBySave(join(sep, "elsewhere", "a.py"), services)).toEqual([]);
  });

  it("restarts nothing when it isn't a source", () => {
    for (const file of [".git/index", ".vscode/backcompat.json", "a/__pycache__/b.pyc", "run.log"])
      expect(restartedBySave(join(tree, file), services)).toEqual([]);
  });
});
