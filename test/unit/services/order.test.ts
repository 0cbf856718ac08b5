import { describe, expect, it } from "vitest";
import { startOrder } from "../../../src/services/order";
import { problemOf } from "../../../src/util/problem";

const service = (name: string, ...after: string[]) => ({ name, after });
const names = (layers: readonly (readonly { name: string }[])[]): string[][] =>
  layers.map((layer) => layer.map(({ name }) => name));
const problem = (order: () => unknown) => {
  try {
    order();
  } catch (error) {
    return problemOf(error);
  }
  throw new Error("it should have failed");
};

describe("the order in which services start", () => {
  it("puts independent ones side by side", () => {
    const services = [service("web", "grpc", "db"), service("grpc"), service("db"), service("ui", "web")];
    expect(names(startOrder(services))).toEqual([["grpc", "db"], ["web"], ["ui"]]);
  });

  it("is empty for none", () => {
    expect(startOrder([])).toEqual([]);
  });

  it("names the services of a cycle, and only them", () => {
    const services = [service("ui", "web"), service("web", "grpc"), service("grpc", "web"), service("db")];
    expect(problem(() => startOrder(services)).message).toMatch(/: (web → grpc → web|grpc → web → grpc)$/);
    expect(problem(() => startOrder([service("a", "a")])).message).toMatch(/: a → a$/);
  });

  it("suggests the service that was probably meant", () => {
    expect(problem(() => startOrder([service("web", "grcp"), service("grpc")])).hint).toBe(
      "Did you mean grpc?",
    );
  });
});
