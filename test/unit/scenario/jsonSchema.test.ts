import { readFileSync } from "node:fs";
import Ajv from "ajv";
import { parse } from "jsonc-parser";
import { describe, expect, it } from "vitest";
import { jsonSchema } from "../../../src/scenario/jsonSchema";
import { parseScenarioFile } from "../../../src/scenario/parse";
import { isRecord } from "../../../src/util/json";
import { good, goodWith, line } from "./bad";
import { dagster } from "./examples";

const ajv = new Ajv({ strict: false, allErrors: true });
const main = ajv.compile(jsonSchema("main"));
const local = ajv.compile(jsonSchema("local"));

const childrenOf = (node: unknown): readonly (readonly [string, unknown])[] =>
  isRecord(node) ? Object.entries(node) : [];

const valid = (text: string): boolean => main(parse(text, [], { allowTrailingComma: true }));
const parserAgrees = (text: string): boolean => parseScenarioFile(text, "b.json").problems.length === 0;

/** What is wrong by its shape alone, without looking at names elsewhere. */
const misshapen: readonly (readonly [keyof typeof line, string])[] = [
  ["grpc", `"grpc": { "side": "user", "run": ["x"], "prots": {} },`],
  ["grpc", `"grpc": { "side": "user", "run": ["x", 5] },`],
  ["grpc", `"grpc": { "side": "user", "run": [] },`],
  ["grpc", `"grpc": { "side": "user" },`],
  ["grpc", `"grpc": { "side": "user", "run": ["x"], "image": "y" },`],
  ["grpc", `"grpc": { "side": "user", "run": [{ "by": "side", "<1": 5, "else": "x" }] },`],
  ["grpc", `"grpc": { "side": "user", "run": [{ "<1": "x", "else": "x" }] },`],
  ["grpc", `"grpc": { "side": "user", "run": ["x", null] },`],
  ["grpc", `"grpc": { "side": "user", "run": ["x"], "ports": { "a": 70000 } },`],
  [
    "grpc",
    `"grpc": { "side": "user", "run": ["x"], "ports": { "a": { "by": "side", "else": { "fixd": 1 } } } },`,
  ],
  ["grpc", `"grpc": { "side": "user", "run": ["x"], "ports": { "a.b": 1 } },`],
  ["grpc", `"grpc": { "side": "user", "run": ["x"], "ports": { "a": 1 }, "ready": { "tcp": false } },`],
  ["grpc", `"grpc": { "side": "user", "run": ["x"], "restart": "sometimes" },`],
  ["grpc", `"grpc": { "side": "user", "run": ["x"], "onSave": "reload" },`],
  ["grpc", `"grpc": { "side": "user", "run": ["x"], "debug": {} },`],
  ["grpc", `"grpc": { "side": "user", "run": ["x"], "env": { "1=": "x" } },`],
  ["grpc", `"grpc": { "by": "user", "else": { "side": "user", "rnu": ["x"] } },`],
  ["user", `"user": {},`],
  ["user", `"user": { "source": {} },`],
  ["user", `"user": { "source": { "git": "a", "npm": "b@1" } },`],
  ["user", `"user": { "source": { "git": "a" }, "python": { "version": 3.11 } },`],
  ["axes", `"axes": { "host": {}, "release": { "like": "host" } },`],
  ["axes", `"axes": { "host": { "versions": [] }, "release": { "like": "host" } },`],
  ["axes", `"axes": { "host": { "versions": { "match": "x" } }, "release": { "like": "host" } },`],
  ["checks", `"checks": { "ok": { "run": ["x"], "timeout": "60 parsecs" } },`],
  ["checks", `"checks": { "ok": {} },`],
  ["checks", `"swap": ["host"],`],
  ["checks", `"matrix": { "jobs": 0 },`],
  ["checks", `"matrix": { "expect": [{ "when": "host < 1" }] },`],
  ["checks", `"state": "stale",`],
  ["checks", `"engines": { "a": { "ctx": "b" } },`],
  ["checks", `"setup": { "a": { "side": "host" } },`],
  ["checks", `"rewrites": [{ "file": "a.yaml", "set": {} }],`],
  ["version", `"version": 2,`],
  ["version", `"versoin": 1,`],
];

const wellFormed: readonly (readonly [keyof typeof line, string])[] = [
  [
    "grpc",
    `"grpc": { "side": "user", "run": ["x", { "by": "side", "<1": { "by": "host", "else": "x" }, "else": null }], "ports": { "grpc": { "by": "side", "<1": 5, "else": { "fixed": 6 } } } },`,
  ],
  [
    "grpc",
    `"grpc": { "side": "user", "run": "x", "shell": true, "env": { "A": null }, "ports": { "grpc": 1 }, "ready": { "grpc": "grpc", "http": { "path": "/" }, "timeout": 5 } },`,
  ],
  [
    "grpc",
    `"grpc": { "by": "user", "<1": { "image": "x", "ports": { "grpc": { "container": 5 } } }, "else": { "side": "user", "run": ["x"], "ports": { "grpc": 5 } } },`,
  ],
  ["checks", `"checks": { "by": "host", "<1": {}, "else": { "ok": { "side": "host", "run": ["x"] } } },`],
  [
    "checks",
    `"matrix": { "axes": { "host": ">1", "release": ["1", "2"] }, "state": "kept", "self": [["host", "release"]], "expect": [{ "when": "host < 1", "reason": "known" }] },`,
  ],
  [
    "checks",
    `"rewrites": [{ "side": "host", "file": "a.json", "set": { "a.b": null, "c": 1.5, "d": true, "e": { "by": "side", "else": "x" } } }],`,
  ],
  [
    "checks",
    `"setup": [{ "run": ["x"], "outputs": { "k": { "regex": "(x)", "secret": true } } }], "cleanup": { "a": { "run": ["x"] } },`,
  ],
  [
    "end",
    `}, "more": { "extends": "pair", "services": { "web": { "env": { "B": "c" } }, "grpc": { "run": null, "image": "x" } }`,
  ],
];

describe("the editor's schema", () => {
  it("accepts what the parser accepts", () => {
    for (const text of [good.join("\n"), dagster]) {
      expect(valid(text), JSON.stringify(main.errors)).toBe(true);
      expect(parserAgrees(text)).toBe(true);
    }
  });

  it.each(wellFormed)("accepts %s as the parser does: %s", (key, text) => {
    const whole = key === "end" ? goodWith(line.end, `${text} },`) : goodWith(line[key], text);
    expect(parseScenarioFile(whole, "b.json").problems.map(({ message }) => message)).toEqual([]);
    expect(valid(whole), JSON.stringify(main.errors)).toBe(true);
  });

  it.each(misshapen)("refuses %s as the parser does: %s", (key, text) => {
    const whole = goodWith(line[key], text);
    expect([parserAgrees(whole), valid(whole)]).toEqual([false, false]);
  });

  it("lets an overlay say only what differs", () => {
    expect(local({ scenarios: { pair: { services: { web: { env: { A: null } } } } } })).toBe(true);
    expect(local({ scenarios: { pair: { services: { web: { evn: {} } } } } })).toBe(false);
  });

  it("describes every key, for hover and completion", () => {
    const { definitions } = jsonSchema();
    const bare = childrenOf(definitions).flatMap(([shape, definition]) =>
      childrenOf(isRecord(definition) ? definition["properties"] : undefined)
        .filter(
          ([key, property]) =>
            key !== "else" && isRecord(property) && typeof property["description"] !== "string",
        )
        .map(([key]) => `${shape}.${key}`),
    );
    expect(childrenOf(definitions).length).toBeGreaterThan(20);
    expect(bare).toEqual([]);
  });

  it.each([
    ["main", "backcompat.schema.json"],
    ["local", "backcompat.local.schema.json"],
  ] as const)("is what media holds (%s); else run scripts/schema.mjs", (kind, file) => {
    const there: unknown = JSON.parse(
      readFileSync(new URL(`../../../media/${file}`, import.meta.url), "utf8"),
    );
    expect(there).toEqual(JSON.parse(JSON.stringify(jsonSchema(kind))));
  });
});
