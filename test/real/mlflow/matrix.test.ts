import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { newUser, type User } from "../../system/cli/world";
import { withUv } from "../dagster/world";
import { all, type Cells, cellsIn, mlflowSample, told } from "./world";

let remove: () => Promise<void>;
let user: User;
let folder: string;

beforeAll(async () => {
  const uv = await withUv();
  remove = uv.remove;
  user = newUser({ PATH: uv.path });
  folder = mlflowSample();
});
afterAll(() => remove());

const matrix = async (scenario: string, ...more: readonly string[]): Promise<Cells> => {
  const { out, said } = await user.run(folder, "matrix", scenario, ...more, "--json");
  if (out === "") throw new Error(said);
  return cellsIn(out);
};

const two = ["--versions", "server=1.30.1,2.9.2", "--versions", "client=1.30.1,2.9.2"];

describe("MLflow, whose clients and tracking servers are of different releases", () => {
  it("breaks where the client is older: the server gave up an address that the client still asks", async () => {
    const cells = await matrix("mlflow", ...two);
    expect(told(cells)).toEqual([
      "1.30.1 1.30.1 green",
      "1.30.1 2.9.2 green",
      "2.9.2 1.30.1 red",
      "2.9.2 2.9.2 green",
    ]);
    const red = cells.find(({ verdict }) => verdict === "red");
    expect(red?.checks.map(({ name, verdict }) => `${name}: ${verdict}`)).toEqual([
      "a run with a metric: green",
      "an artifact: green",
      "a model: red",
    ]);
    expect(red?.rootCauseLines).toContainEqual(
      expect.objectContaining({
        side: "client",
        service: "a model",
        text: expect.stringContaining("/api/2.0/preview/mlflow/registered-models/create failed"),
      }),
    );
    expect(red?.silent).toEqual(["server"]);
  });

  it("takes one database along, migrated by the newer server, with the runs of the older one in it", async () => {
    const some = ["--versions", "server=1.30.1,2.9.2", "--versions", "client=2.9.2"];
    const cells = await matrix("mlflow on one database", ...some);
    expect(told(cells)).toEqual(["1.30.1 2.9.2 green", "2.9.2 2.9.2 green"]);
    const [before, after] = cells.map(({ outputs }) => outputs?.["schema"]);
    expect([before, after]).toEqual([expect.stringMatching(/^\w{12}$/), expect.stringMatching(/^\w{12}$/)]);
    expect(after).not.toBe(before);
  });

  if (all)
    it("has a verdict for every pair, and every version is green with itself", async () => {
      const cells = await matrix("mlflow");
      expect(cells).toHaveLength(64);
      const own = cells.filter(({ versions: { server, client } }) => server === client);
      expect(new Set(own.map(({ verdict }) => verdict))).toEqual(new Set(["green"]));
    });
});
