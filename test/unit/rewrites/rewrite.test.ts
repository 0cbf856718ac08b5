import { describe, expect, it } from "vitest";
import { rewrite } from "../../../src/rewrites/rewrite";
import type { RewriteSpec } from "../../../src/rewrites/types";
import { undoRewrite } from "../../../src/rewrites/undo";
import { bytes, refused, refusedBy } from "./rewriting";

const done = (before: Uint8Array, spec: RewriteSpec) => {
  const result = rewrite(before, spec, "conf/app.yaml");
  if (!result.ok) expect.fail(result.error.message);
  return { output: Buffer.from(result.value.output), changes: result.value.changes };
};

describe("rewriting a file", () => {
  it("tells what it changed, as the file writes it, and in which line", () => {
    const before = bytes("a: 'x'\r\nb: 1 # c\r\nc:\r\n");
    expect(done(before, { format: "yaml", set: { c: "z", a: "y", b: 1 } }).changes).toEqual([
      { path: "c", from: "", to: "z", line: 3 },
      { path: "a", from: "'x'", to: "'y'", line: 1 },
    ]);
  });

  it("leaves a value as it is written where it is the same already", () => {
    const before = bytes('a: "4266"\nb: 0x10\nc: plain\n');
    const { output, changes } = done(before, { format: "yaml", set: { a: "4266", b: 16, c: "plain" } });
    expect({ output, changes }).toEqual({ output: before, changes: [] });
  });

  it.each(["yaml", "json", "toml", "ini", "env"] as const)("keeps the byte order mark of %s", (format) => {
    const text = { yaml: "a: 1", json: '{"a": 1}', toml: "a = 1", ini: "a = 1", env: "a=1" }[format];
    const after = done(bytes(`\ufeff${text}\r\n`), { format, set: { a: 2 } }).output;
    expect(after.toString()).toBe(`\ufeff${text.replace("1", "2")}\r\n`);
  });

  it.each([
    ["yaml", "a: 1 # "],
    ["toml", "a = 1 # "],
    ["ini", "a = 1 ; "],
    ["env", "a=1 # "],
  ] as const)("keeps bytes of %s that are no UTF-8", (format, text) => {
    const odd = Buffer.from([
      0x63, 0xe9, 0xff, 0x80, 0xc3, 0xa9, 0xf0, 0x9f, 0x98, 0x80, 0xed, 0xb3, 0xbf, 0xe2, 0x82,
    ]);
    const after = done(Buffer.concat([bytes(text), odd, bytes("\n")]), { format, set: { a: 2 } }).output;
    expect(after).toEqual(Buffer.concat([bytes(text.replace("1", "2")), odd, bytes("\n")]));
  });

  it("keeps the character that stands for unreadable bytes", () => {
    const before = bytes("a: 1 # \ufffd\n");
    expect(done(before, { format: "yaml", set: { a: 2 } }).output.toString()).toBe("a: 2 # \ufffd\n");
  });

  it("keeps mixed line ends", () => {
    const before = bytes("# 1\r\n# 2\n\r\na: 1\r\nb: 2\n");
    expect(done(before, { format: "yaml", set: { a: 5 } }).output.toString()).toBe(
      "# 1\r\n# 2\n\r\na: 5\r\nb: 2\n",
    );
  });

  it.each([
    ["UTF-16 little-endian", Buffer.from("\ufeffa: 1\n", "utf16le")],
    ["UTF-16 without a mark", Buffer.from("a: 1\n", "utf16le")],
    ["binary", Buffer.from([1, 0, 2])],
  ])("refuses %s", (_, input) => {
    expect(refusedBy({ format: "yaml", set: { a: 1 } }, input)).toMatchObject({
      code: "not-utf8",
      exit: 2,
      place: { file: "the.file" },
    });
  });

  it("shows what is there where a path is missing, and the nearest names", () => {
    const before =
      "# c\nload_from:\n  - grpc_server:\n      host: a\n      port: 1\n      location_name: x\n";
    expect(refused("yaml", before, { "load_from[0].grpc_server.prot": 1 })).toEqual({
      code: "missing-path",
      exit: 2,
      message:
        "There is no load_from[0].grpc_server.prot: load_from[0].grpc_server (the.file:4) has host, port, location_name",
      hint: expect.stringMatching(/^Did you mean load_from\[0\]\.grpc_server\.port/),
      place: { file: "the.file", line: 4, column: 7 },
    });
    expect(refused("yaml", before, { "load_from[2].grpc_server.port": 1 })).toMatchObject({
      message: "There is no load_from[2].grpc_server.port: load_from (the.file:3) has 1 item: [0]",
      hint: "Did you mean load_from[0].grpc_server.port?",
    });
    expect(refused("yaml", before, { port: 1 })).toMatchObject({
      message: "There is no port: the.file has load_from",
      hint: "Did you mean load_from[0].grpc_server.port?",
    });
    expect(refused("yaml", before, { "load_from[0].grpc_server.port.x": 1 }).message).toContain(
      "has a single value",
    );
  });

  it("sets values only, and says what a map or list has", () => {
    expect(refused("json", '{"a": {"b": 1}}', { a: 1 })).toMatchObject({
      code: "not-a-value",
      message: "a (the.file:1) is a map, and only single values are set; it has b",
      hint: "Set one of its values, such as a.b.",
    });
  });

  it("names all the missing paths at once", () => {
    expect(refused("yaml", "a: 1\n", { b: 1, a: 2, c: 1 }).lines).toEqual([
      "There is no b: the.file has a",
      "There is no c: the.file has a",
    ]);
  });

  it("shows only some of very many names", () => {
    const many = Array.from({ length: 40 }, (_, index) => `key${index}: 1\n`).join("");
    expect(refused("yaml", many, { other: 1 }).message).toMatch(/key11 and 28 more$/);
  });

  it("refuses to set one value twice", () => {
    expect(refused("yaml", "a: {b: 1}\n", { "a.b": 1, 'a["b"]': 2 }).code).toBe("set-twice");
  });

  it.each([Number.NaN, Number.POSITIVE_INFINITY])("refuses the number %d", (value) => {
    expect(refused("json", '{"a":1}', { a: value }).code).toBe("bad-value");
  });

  it("refuses text that is half a character", () => {
    expect(refused("json", '{"a":1}', { a: "\ud83d" }).code).toBe("not-utf8");
  });

  it("does not know paths where all is regex", () => {
    expect(refused("regex", "a", { a: 1 }).code).toBe("set-in-regex");
  });

  it("is undone exactly, whatever the format", () => {
    const files = {
      yaml: "a: |\r\n  x\r\n\r\nb: 1",
      json: '{"a": [1],\n "b":null}',
      toml: 'a = """\nx"""\nb=1.0',
      ini: "a =\n  x\n  y\nb=1 ; c",
      env: 'a="x\ny"\nb=1 # c',
    } as const;
    for (const format of ["yaml", "toml", "ini", "env"] as const) {
      const original = bytes(files[format]);
      const written = done(original, { format, set: { a: "new", b: 2 } }).output;
      expect(written.equals(original)).toBe(false);
      const undone = undoRewrite({ original, written, current: written });
      expect({ ...undone, output: Buffer.from(undone.output) }).toEqual({
        output: original,
        exact: true,
        conflicts: [],
      });
      const edited = undoRewrite({ original, written, current: Buffer.concat([bytes("# mine\n"), written]) });
      expect(Buffer.from(edited.output).toString()).toBe(`# mine\n${files[format]}`);
    }
  });
});
