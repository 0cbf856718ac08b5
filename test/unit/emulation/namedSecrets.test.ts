import { describe, expect, it } from "vitest";
import { namedSecrets } from "../../../src/emulation/namedSecrets";

const planWith = (title: string): unknown => ({ settled: {}, steps: [{ id: "setup:0", title }] });

describe("secrets that a plan names", () => {
  const env = {
    API_TOKEN: "abc123",
    DB_PASSWORD: "hunter2",
    HOME: "/home/ada",
    PWD: "/home/ada/src",
    TOKENIZERS: "false",
    DATABASE_URL: "postgres://ada:p%40ss@localhost/db",
    OTHER_SECRET: "not named",
  };

  it("are the values of variables that sound like it", () => {
    expect(namedSecrets(planWith("x --token ${env:API_TOKEN} ${env:DB_PASSWORD}"), env)).toEqual([
      "abc123",
      "hunter2",
    ]);
  });

  it("are the passwords of addresses, as they stand and as they are used", () => {
    expect(namedSecrets(planWith("${env:DATABASE_URL}"), env)).toEqual(["p%40ss", "p@ss"]);
  });

  it("are no paths or settings, and nothing that is not named or not there", () => {
    const plan = planWith("${env:HOME} ${env:PWD} ${env:TOKENIZERS} ${env:NO_TOKEN} ${outputs.key}");
    expect(namedSecrets(plan, env)).toEqual([]);
  });
});
