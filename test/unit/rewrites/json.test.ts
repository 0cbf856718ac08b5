import { describe, expect, it } from "vitest";
import { refused, rewritten } from "./rewriting";

const settings = `{
  // where the server is
  "server": { "host": "a", /* inner */ "port": 1, },
\t"list": [ true, null, { "x.y": 1.5 } ],
}
`;

describe("rewriting JSON", () => {
  it("keeps comments, trailing commas, tabs and order", () => {
    expect(
      rewritten("json", settings, {
        "server.port": "4266",
        "server.host": "b",
        "list[1]": "x",
        "list[2].x.y": 2,
      }),
    ).toBe(
      settings
        .replace('"a"', '"b"')
        .replace('"port": 1', '"port": 4266')
        .replace("null", '"x"')
        .replace("1.5", "2"),
    );
  });

  it.each([
    ["number over text", '{"a":"1"}', 2, '{"a":2}'],
    ["text of a number over text", '{"a":"1"}', "2", '{"a":"2"}'],
    ["text of true over a boolean", '{"a":false}', "true", '{"a":true}'],
    ["text over a boolean", '{"a":false}', "yes", '{"a":"yes"}'],
    ["null", '{"a":false}', null, '{"a":null}'],
    ["quotes and line ends", '{"a":""}', '"\n\\', '{"a":"\\"\\n\\\\"}'],
    [
      "an integer beyond the precise ones",
      '{"a":9007199254740993}',
      "9007199254740992",
      '{"a":9007199254740992}',
    ],
    ["the last of two equal keys", '{"a":1,"a":2}', 3, '{"a":1,"a":3}'],
  ])("writes %s", (_, before, value, after) => {
    expect(rewritten("json", before, { a: value })).toBe(after);
  });

  it("addresses items and names of the top", () => {
    expect(rewritten("json", '[{"a b":1},2]\r\n', { "[0].a b": 3, "[1]": 4 })).toBe('[{"a b":3},4]\r\n');
  });

  it("names the place of what is no JSON", () => {
    expect(refused("json", '{\n  "a": }', { a: 1 })).toMatchObject({
      code: "unreadable-file",
      message: "the.file:2 is not JSON: Value expected",
      place: { line: 2, column: 8 },
    });
  });

  it("says that an empty file has nothing", () => {
    expect(refused("json", "", { a: 1 }).message).toBe("the.file has no a: there is nothing in it");
  });
});
