import { parse } from "smol-toml";
import { describe, expect, it } from "vitest";
import { refused, rewritten } from "./rewriting";

const project = `# top
title = "x" # title
owner.name = 'literal'

[ tool . "a.b" ]   # table
version = "1.0"
when = 2020-01-01
ratio = 1.5
nested = { host = "h", ports = [ 1, 2, # two
  3 ], deep.er = true }

[[servers]]
name = "one"
[servers.limits]
cpu = 0x10
[[servers]]
name = "two"
text = """
first \\"quoted\\"
second # no comment
"""
`;

describe("rewriting TOML", () => {
  it.each([
    ["title", "y", '"x" # title', '"y" # title'],
    ["owner.name", "other", "'literal'", "'other'"],
    ["owner.name", "it's", "'literal'", '"it\'s"'],
    ['tool."a.b".version', "2.0", '"1.0"', '"2.0"'],
    ["tool.a.b.version", "2.0", '"1.0"', '"2.0"'],
    ["tool['a.b'].ratio", 2, "1.5", "2.0"],
    ["tool['a.b'].ratio", "2.25", "1.5", "2.25"],
    ["tool['a.b'].when", "2021-02-03", "2020-01-01", "2021-02-03"],
    ["tool['a.b'].when", "never", "2020-01-01", '"never"'],
    ["tool['a.b'].nested.host", 'a"b\\', '"h"', '"a\\"b\\\\"'],
    ["tool['a.b'].nested.ports[2]", "5", "3 ]", "5 ]"],
    ["tool['a.b'].nested.deep.er", "false", "true", "false"],
    ["servers[1].name", "zwei", '"two"', '"zwei"'],
    ["servers[0].limits.cpu", 8, "0x10", "8"],
  ])("sets %s to %j and nothing else", (path, value, from, to) => {
    expect(rewritten("toml", project, { [path]: value })).toBe(project.replace(from, () => to));
  });

  it.each(["one", 'a\n"""b\\n\n', 'ends in quotes""', "\n first", "\u007f\t"])(
    "keeps the quotes of a text with lines: %j",
    (text) => {
      const after = rewritten("toml", project, { "servers[1].text": text });
      expect(parse(after)).toMatchObject({ servers: [{}, { text }] });
      expect(after.slice(0, project.indexOf("first"))).toBe(project.slice(0, project.indexOf("first")));
    },
  );

  it.each([
    ["literal lines", "a = '''\nx'''\nb = 1\n", "p\\\nq", "a = '''\np\\\nq'''\nb = 1\n"],
    ["literal lines that cannot hold it", "a = '''x'''\n", "p'''", 'a = """p\'\'\'"""\n'],
    ["lines in a file with CRLF", 'a = """x"""\r\nb = 1\r\n', "p\nq", 'a = """p\\nq"""\r\nb = 1\r\n'],
    ["no line end at the end", "a=1", 2, "a=2"],
    ["a huge integer", "a = 9223372036854775807", "9223372036854775806", "a = 9223372036854775806"],
    ["a number over text", 'a = "1"', 2, "a = 2"],
  ])("writes %s", (_, before, value, after) => {
    expect(rewritten("toml", before, { a: value })).toBe(after);
  });

  it("has no null", () => {
    expect(refused("toml", "x = 1\na = 1\n", { a: null })).toMatchObject({
      message: "a in the.file cannot be set: TOML has no null",
      place: { line: 2 },
    });
  });

  it("names the place of what is no TOML", () => {
    expect(refused("toml", "a = 1\nb = = 2\n", { a: 2 })).toMatchObject({
      code: "unreadable-file",
      place: { file: "the.file", line: 2 },
    });
  });
});
