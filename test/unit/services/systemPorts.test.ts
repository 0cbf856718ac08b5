import { describe, expect, it } from "vitest";
import { reachedByLoopback } from "../../../src/services/systemPorts";

describe("an address", () => {
  it.each(["127.0.0.1", "127.0.1.1", "0.0.0.0", "::", "::1", "*", "::ffff:127.0.0.1"])(
    "%s is reached by loopback",
    (address) => expect(reachedByLoopback(address)).toBe(true),
  );

  it.each(["172.17.0.2", "192.168.1.127", "fe80::1", "::ffff:10.0.0.1"])("%s is not", (address) =>
    expect(reachedByLoopback(address)).toBe(false),
  );
});
