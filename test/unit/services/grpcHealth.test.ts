import { describe, expect, it } from "vitest";
import { decodeServing, encodeRequest } from "../../../src/services/readiness/grpcHealth";

describe("a health check of gRPC, byte by byte", () => {
  it("asks for the whole server with an empty message", () => {
    expect([...encodeRequest("")]).toEqual([0, 0, 0, 0, 0]);
  });

  it("asks for one service by name", () => {
    expect([...encodeRequest("ab")]).toEqual([0, 0, 0, 0, 4, 0x0a, 2, 0x61, 0x62]);
    const long = encodeRequest("x".repeat(200));
    expect([...long.subarray(0, 8)]).toEqual([0, 0, 0, 0, 203, 0x0a, 0xc8, 0x01]);
  });

  it("reads the status, which is 0 where it is left out", () => {
    expect(decodeServing(Buffer.from([0, 0, 0, 0, 2, 8, 1]))).toBe(1);
    expect(decodeServing(Buffer.from([0, 0, 0, 0, 0]))).toBe(0);
    expect(decodeServing(Buffer.from([]))).toBe(0);
  });
});
