import { describe, expect, it } from "vitest";
import { refused, rewritten } from "./rewriting";

const workspace = `# servers
load_from:
  - grpc_server:
      host: 127.0.0.1   # local
      port: 4000
      location_name: "user_code"
`;
const dagster = (path: string): string => `load_from[0].grpc_server.${path}`;

describe("rewriting YAML", () => {
  it("changes only the addressed values and keeps comments, order and quotes", () => {
    expect(
      rewritten("yaml", workspace, {
        [dagster("host")]: "localhost",
        [dagster("port")]: "4266",
        [dagster("location_name")]: "other",
      }),
    ).toBe(
      workspace.replace("127.0.0.1", "localhost").replace("4000", "4266").replace('"user_code"', '"other"'),
    );
  });

  it.each([
    ["number over number", "a: 1 # c\n", 2, "a: 2 # c\n"],
    ["text of a number over a number", "a: 1\n", "4266", "a: 4266\n"],
    ["text of a number over a quoted text", "a: 'x'\n", "4266", "a: '4266'\n"],
    ["text of a number over a plain text", "a: x\n", "4266", "a: '4266'\n"],
    ["number over a quoted text", 'a: "1"\n', 2, "a: 2\n"],
    ["text of true over a boolean", "a: false\n", "true", "a: true\n"],
    ["null over text", "a: x\n", null, "a: null\n"],
    ["text over an empty value", "a:\nb: 1\n", "x", "a: x\nb: 1\n"],
    ["text over an empty value with a comment", "a: # c\nb: 1\n", "x", "a: x # c\nb: 1\n"],
    ["text over an empty value at the end", "a:", "x", "a: x"],
    ["huge number", "a: 1\n", 1e21, "a: 1.0e+21\n"],
    ["text with an apostrophe", "a: 'x'\n", "it's", "a: 'it''s'\n"],
    ["text with a line end in single quotes", "a: 'x'\n", "l1\nl2", 'a: "l1\\nl2"\n'],
    ["text with quotes in double quotes", 'a: "x"\n', 'say "hi" \\', 'a: "say \\"hi\\" \\\\"\n'],
    ["plain text with a colon inside", "a: x\n", "http://h:1/p?q=1#f", "a: http://h:1/p?q=1#f\n"],
    ["plain text over lines", "a: x\n  y\nb: 1\n", "z", "a: z\nb: 1\n"],
    ["anchored value", "a: &n !!str x # c\nb: *n\n", "z", "a: &n !!str z # c\nb: *n\n"],
    ["text with spaces", "a: x\n", "two words", "a: two words\n"],
    ["empty text", "a: x\n", "", "a: ''\n"],
    ["text beyond ASCII", "a: x\n", "Größe ✓", "a: Größe ✓\n"],
    ["duplicate key, where the last one counts", "a: 1\na: 2\n", 3, "a: 1\na: 3\n"],
    ["no line end at the end of the file", "a: 1", 2, "a: 2"],
  ])("writes %s", (_, before, value, after) => {
    expect(rewritten("yaml", before, { a: value })).toBe(after);
  });

  it.each([
    "no",
    "On",
    "y",
    "null",
    "~",
    "1e3",
    "0x1F",
    "0o7",
    "010",
    "1_000",
    "1.5",
    ".5",
    ".inf",
    "12:30:45",
    "2024-01-02",
    "2024-01-02T03:04:05Z",
    "- x",
    "-",
    "---",
    "a: b",
    "a #b",
    "a:",
    " a",
    "a ",
    "*a",
    "&a",
    "!a",
    "%a",
    "@a",
    "`a",
    "{a",
    "[a",
    "|",
    ">",
    "?",
    "#a",
    "'a",
    '"a',
    "=",
    "<<",
    "+1",
    "1.",
    "...",
    ",a",
    "]",
  ])("quotes the text %j, which plain would be something else", (text) => {
    const quoted = text.includes("'") ? `'${text.replaceAll("'", "''")}'` : `'${text}'`;
    expect(rewritten("yaml", "a: x\n", { a: text })).toBe(`a: ${quoted}\n`);
  });

  it.each([
    "127.0.0.1",
    "1.2.3",
    "a-b",
    "/tmp/x",
    "./x",
    "~/x",
    "x=y",
    "-x",
    "$HOME/a",
    "<a>",
    "noon",
    "10.0.0.0/8",
  ])("leaves the text %j plain", (text) => {
    expect(rewritten("yaml", "a: x\n", { a: text })).toBe(`a: ${text}\n`);
  });

  it("keeps flow style, and quotes there what a comma or colon would break", () => {
    const before = "s: {h: a, p: 1, q: , l: [1, b]} # c\n";
    expect(rewritten("yaml", before, { "s.h": "a, b", "s.p": 2, "s.q": 3, "s.l[1]": "c:d" })).toBe(
      "s: {h: 'a, b', p: 2, q: 3, l: [1, 'c:d']} # c\n",
    );
  });

  it("reads JSON in a YAML file", () => {
    expect(rewritten("yaml", '{"a": {"b": "x"}}', { "a.b": "y" })).toBe('{"a": {"b": "y"}}');
  });

  it.each([
    ["literal lines", "a: | # c\n  x\n  y\n\nb: 1\n", "p\n\nq\n", "a: | # c\n  p\n\n  q\n\nb: 1\n"],
    ["literal without the last line end", "a: |\n  x\nb: 1\n", "p", "a: |-\n  p\nb: 1\n"],
    ["folded lines", "a: >-\n    x\n    y\nb: 1\n", "p\nq", "a: |-\n    p\n    q\nb: 1\n"],
    ["a number", "a: | # c\n  x\nb: 1\n", 5, "a: 5 # c\nb: 1\n"],
    ["text that begins with a blank", "a: |\n  x\nb: 1\n", "  p", 'a: "  p"\nb: 1\n'],
    ["CRLF", "a: |\r\n  x\r\nb: 1\r\n", "p\nq\n", "a: |\r\n  p\r\n  q\r\nb: 1\r\n"],
    ["the file's end", "a: |\n  x", "p\n", 'a: "p\\n"'],
    ["kept line ends", "a: |+\n  x\n\n\nb: 1\n", "p\n", "a: |\n  p\n\n\nb: 1\n"],
  ])("rewrites a block scalar: %s", (_, before, value, after) => {
    expect(rewritten("yaml", before, { a: value })).toBe(after);
  });

  it("takes the first document that has the path", () => {
    expect(rewritten("yaml", "a: 1\n---\nb: 1\n---\nb: 2\n", { b: 5 })).toBe("a: 1\n---\nb: 5\n---\nb: 2\n");
  });

  it("finds keys that are numbers, quoted, or have dots in them", () => {
    const before = "8080: 1\n'a b': 2\nx.y: {z.w: 3}\non: 4\n";
    expect(rewritten("yaml", before, { 8080: 5, "a b": 6, "x.y.z.w": 7, on: 8 })).toBe(
      "8080: 5\n'a b': 6\nx.y: {z.w: 7}\non: 8\n",
    );
    expect(rewritten("yaml", before, { '"x.y"."z.w"': 7 })).toContain("z.w: 7");
  });

  it("says where an alias and a merged value can be set", () => {
    const before = "base: &b\n  host: x\nname: &n y\nuse:\n  <<: *b\n  n: *n\n";
    expect(refused("yaml", before, { "use.host": "z" })).toMatchObject({
      code: "closed-path",
      message:
        "use.host cannot be set: it comes by the merge <<: *b from line 2, which is the place to set it",
      place: { line: 5 },
    });
    expect(refused("yaml", before, { "use.n": "z" }).message).toContain("the alias *n of line 3");
    expect(rewritten("yaml", before, { "base.host": "z" })).toBe(before.replace("host: x", "host: z"));
  });

  it("leaves a value alone that another program's tag makes", () => {
    expect(refused("yaml", "a: !env HOST\n", { a: "x" }).message).toContain("the tag !env");
  });

  it("names file and line of a file that is no YAML", () => {
    expect(refused("yaml", "a: 1\nb: ]\n", { a: 2 })).toMatchObject({
      code: "unreadable-file",
      place: { file: "the.file", line: 2 },
    });
  });

  it("survives nesting that no reader follows", () => {
    expect(["unreadable-file", "missing-path"]).toContain(
      refused("yaml", "[".repeat(10_000) + "]".repeat(10_000), { a: 2 }).code,
    );
  });
});
