import { expect, it } from "vitest";
import { loadVerb } from "../../../src/cli/verbs";

it("a verb that is not there is an error with the nearest one that is", async () => {
  await expect(loadVerb("dwon")).rejects.toMatchObject({
    problem: { code: "unknown-verb", hint: "Did you mean “backcompat down”?" },
  });
  await expect(loadVerb("constructor")).rejects.toMatchObject({ problem: { code: "unknown-verb" } });
});
