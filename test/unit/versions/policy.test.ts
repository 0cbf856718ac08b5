import { describe, expect, it } from "vitest";
import { checkPolicy, parsePolicy } from "../../../src/versions/policy";
import type { Version } from "../../../src/versions/types";

const version = (name: string, nearest = name, after = 0): Version => ({
  axis: "a",
  name,
  kind: "release",
  order: { scheme: "pep440", nearest, after },
});

describe("policy", () => {
  const versions = {
    host: version("0.14.17"),
    userCode: version("main", "1.0.0", 3),
    broker: version("0.14.17"),
  };

  it("says in one sentence what is against it and why", () => {
    expect(checkPolicy("host >= userCode", versions, "hosts are upgraded first")).toEqual({
      ok: false,
      broken: "host 0.14.17 would be older than userCode main: hosts are upgraded first",
    });
  });

  it.each([
    ["host <= userCode", true],
    ["host < userCode", true],
    ["host == broker", true],
    ["host != broker", "host 0.14.17 would be the same version as broker 0.14.17"],
    ["userCode <= host", "userCode main would be newer than host 0.14.17"],
    ["host <= userCode && host > broker", "host 0.14.17 would be the same version as broker 0.14.17"],
    ["host<userCode&&broker>=host", true],
  ])("%s", (require, expected) => {
    const verdict = checkPolicy(require, versions);
    expect(verdict.ok || verdict.broken).toBe(expected);
  });

  it("is broken where it names what isn't there", () => {
    expect(checkPolicy("host >= nobody", versions)).toEqual({
      ok: false,
      broken: "'nobody' is not among host, userCode, broker",
    });
  });

  it.each([
    "",
    "host",
    "host >",
    "host => userCode",
    "host >= userCode && ",
    "host >= 1.2",
    "a > b || b > c",
  ])("can't be %j", (text) => {
    expect(parsePolicy(text).ok).toBe(false);
    expect(checkPolicy(text, versions).ok).toBe(false);
  });
});
