import { describe, expect, it } from "vitest";
import { parseLock, withoutLinks } from "../../../src/processes/locks";

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

describe("a file system without links", () => {
  it("is named, with what to do", () => {
    for (const code of ["EPERM", "ENOTSUP", "ENOSYS"]) {
      const error = withoutLinks("/media/stick/locks/a.lock", Object.assign(new Error("no"), { code }));
      expect(error?.message).toBe(`The file system of /media/stick/locks can't make links (${code})`);
    }
    expect(withoutLinks("/s/a.lock", Object.assign(new Error("full"), { code: "ENOSPC" }))).toBeUndefined();
  });
});
