import { describe, expect, it } from "vitest";
import { parseLock } from "../../../src/processes/locks";

describe("a lock's file", () => {
  it("names its owner and its turn", () => {
    expect(parseLock('{"pid":7,"startedAt":"b.1","nonce":"n"}')).toEqual({
      owner: { pid: 7, startedAt: "b.1" },
      nonce: "n",
    });
  });

  it.each(["", "{", "[]", "null", '{"pid":"7"}', '{"pid":7,"startedAt":"x"}'])(
    "that is damaged (%j) is nobody's",
    (text) => {
      expect(parseLock(text)).toEqual({ owner: { pid: 0, startedAt: "unknown" }, nonce: "damaged" });
    },
  );
});
