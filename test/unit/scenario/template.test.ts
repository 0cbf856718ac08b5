import { describe, expect, it } from "vitest";
import { fill, fillKnown, literal, templateVariables, variableUses } from "../../../src/scenario/template";

const values: Readonly<Record<string, string>> = { port: "80", "services.a.ports.b": "90", empty: "" };
const lookup = (name: string): string | undefined => (Object.hasOwn(values, name) ? values[name] : undefined);

describe("a template", () => {
  it("is filled by names", () => {
    expect(fill("http://h:${port}/${services.a.ports.b}${empty}", lookup)).toEqual({
      ok: true,
      value: "http://h:80/90",
    });
  });

  it("lets `$${` be a plain `${`, and a lone $ be itself", () => {
    expect(fill("$${port} $5 $$ {port} $", lookup)).toEqual({ ok: true, value: "${port} $5 $$ {port} $" });
  });

  it("fails by the name that nobody knows", () => {
    expect(fill("${port} ${prot}", lookup)).toEqual({ ok: false, error: "prot" });
    expect(fill("${constructor}", lookup)).toEqual({ ok: false, error: "constructor" });
  });

  it("names its variables once each, without those that are escaped", () => {
    expect(templateVariables("${a} ${ b } ${a} $${c} ${env:HOME}")).toEqual(["a", "b", "env:HOME"]);
  });

  it("knows where they stand, and which have no end", () => {
    expect(variableUses("x${a}${b")).toEqual([
      { name: "a", index: 1, closed: true },
      { name: "b", index: 5, closed: false },
    ]);
  });

  it("filled in part is a template again, and values with ${ in them stay themselves", () => {
    const early = fillKnown("${dir}/${port}$${x}", (name) => (name === "dir" ? "/odd${port}" : undefined));
    expect(fill(early, lookup)).toEqual({ ok: true, value: "/odd${port}/80${x}" });
  });

  it("of a text says that text", () => {
    for (const text of ["${port}", "$${port}", "plain", "${"])
      expect(fill(literal(text), lookup)).toEqual({ ok: true, value: text });
  });
});
