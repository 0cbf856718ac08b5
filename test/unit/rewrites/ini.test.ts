import { describe, expect, it } from "vitest";
import { refused, rewritten } from "./rewriting";

const ini = `; top
brokers=localhost:9092
  [ server ]  ; section
host = a   ; where
port: 1
color = #fff # hash
name = "quoted # text" ; c
empty =
bare=
void = # nothing
[other.part]
key.with.dots = 1
list =
    one
    two

next = 1
first = a
    b
[server]
host = last
`;

describe("rewriting INI", () => {
  it.each([
    ["brokers", "kafka:1", "localhost:9092", "kafka:1"],
    ["server.host", "b", "host = last", "host = b"],
    ["server.port", 4266, "port: 1", "port: 4266"],
    ["server.port", "4266", "port: 1", "port: 4266"],
    ["server.name", "x", '"quoted # text" ; c', '"x" ; c'],
    ["server.name", 'say "x"', '"quoted # text"', "'say \"x\"'"],
    ["server.empty", "x", "empty =", "empty = x"],
    ["server.bare", true, "bare=", "bare=true"],
    ["server.void", "x", "void = # nothing", "void = x # nothing"],
    ["other.part.key.with.dots", 2, "dots = 1", "dots = 2"],
    ['"other.part"."key.with.dots"', 2, "dots = 1", "dots = 2"],
    ["other.part.next", 2, "next = 1", "next = 2"],
    ["other.part.list", "x", "list =\n    one\n    two", "list = x"],
    ["other.part.first", "x", "a\n    b", "x"],
    ["brokers", null, "localhost:9092", ""],
  ])("sets %s to %j and nothing else", (path, value, from, to) => {
    expect(rewritten("ini", ini, { [path]: value })).toBe(ini.replace(from, () => to));
  });

  it("takes indented keys for keys where values stand in front of them", () => {
    const before = "[user]\n\tname = a\n\temail = b\n[x]\na=1\n  b=2\n";
    expect(rewritten("ini", before, { "user.email": "c", "x.b": 3 })).toBe(
      before.replace("email = b", "email = c").replace("b=2", "b=3"),
    );
  });

  it("keeps CRLF, tabs and the missing last line end", () => {
    expect(rewritten("ini", "[s]\r\n\ta\t=\t1\t; c\r\nb=2", { "s.a": 3, "s.b": 4 })).toBe(
      "[s]\r\n\ta\t=\t3\t; c\r\nb=4",
    );
  });

  it("takes indented options for a value that goes on", () => {
    const before = "[pytest]\naddopts = -v\n  --cov=x\n  --tb=short\nnext = 1\n";
    expect(rewritten("ini", before, { "pytest.addopts": "-q" })).toBe("[pytest]\naddopts = -q\nnext = 1\n");
  });

  it("risks nothing where indented lines may be a value or keys", () => {
    const before = "[tox]\nsetenv =\n  A = 1\n  B = 2\nnext = 1\n";
    expect(refused("ini", before, { "tox.setenv": "x" }).code).toBe("closed-path");
    expect(refused("ini", "a = 1\n  b = 2\n", { a: "x" }).code).toBe("closed-path");
    expect(refused("ini", "a =\n  # c\n  b\n", { a: "x" }).code).toBe("closed-path");
    expect(rewritten("ini", before, { "tox.next": 2 })).toBe(before.replace("next = 1", "next = 2"));
  });

  it.each([["a ; b"], [" a"], ["a\nb"]])("refuses %j, which would read back as something else", (value) => {
    const { code, place } = refused("ini", "k = v\n", { k: value });
    expect(["rewrite-unsure", "bad-value"]).toContain(code);
    expect(place?.file).toBe("the.file");
  });

  it("shows the sections and keys that are there", () => {
    expect(refused("ini", ini, { "server.hots": 1 })).toMatchObject({
      message: "There is no server.hots: server (the.file:20) has host, port, color, name, empty, bare, void",
      hint: expect.stringContaining("Did you mean server.host"),
    });
  });
});
