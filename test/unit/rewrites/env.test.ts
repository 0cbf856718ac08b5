import { describe, expect, it } from "vitest";
import { refused, rewritten } from "./rewriting";

const env = `# top
HOST=a # where
export PORT=1
NAME="my name" # who
KEY='s3cret'
EMPTY=
VOID= # nothing
  SPACED = x
COLOR=a#b
CERT="-----
PORT=inside
-----"
LAST=1`;

describe("rewriting .env", () => {
  it.each([
    ["HOST", "localhost", "HOST=a #", "HOST=localhost #"],
    ["PORT", 4266, "PORT=1\n", "PORT=4266\n"],
    ["NAME", "your name", "my name", "your name"],
    ["NAME", "5$", '"my name"', "'5$'"],
    ["KEY", "x", "'s3cret'", "'x'"],
    ["KEY", "it's", "'s3cret'", '"it\'s"'],
    ["EMPTY", "http://x:1/?a=b", "EMPTY=", "EMPTY='http://x:1/?a=b'"],
    ["EMPTY", "http://x:1/a", "EMPTY=", "EMPTY=http://x:1/a"],
    ["VOID", "x", "VOID= #", "VOID= x #"],
    ["SPACED", "two words", "SPACED = x", "SPACED = 'two words'"],
    ["COLOR", "c", "a#b", "c"],
    ["CERT", "p\nq", '"-----\nPORT=inside\n-----"', '"p\nq"'],
    ["HOST", "~/x", "HOST=a", "HOST='~/x'"],
    ["HOST", "C:\\x\\y", "HOST=a", "HOST='C:\\x\\y'"],
    ["NAME", "C:\\x", '"my name"', "'C:\\x'"],
    ["LAST", false, "LAST=1", "LAST=false"],
    ["LAST", null, "LAST=1", "LAST="],
  ])("sets %s to %j and nothing else", (path, value, from, to) => {
    expect(rewritten("env", env, { [path]: value })).toBe(env.replace(from, () => to));
  });

  it("keeps CRLF", () => {
    expect(rewritten("env", "A=1\r\nB=2\r\n", { A: 3 })).toBe("A=3\r\nB=2\r\n");
  });

  it.each(["it's $5", "a\\", "both ' and \"", "a\rb"])(
    "refuses %j, which no two readers take for the same",
    (value) => {
      expect(refused("env", "A=1\n", { A: value }).code).toBe("bad-value");
    },
  );

  it("does not take a comment for a value", () => {
    expect(refused("env", "#PORT=1\nPORTS=2\n", { PORT: 1 })).toMatchObject({
      message: "There is no PORT: the.file has PORTS",
      hint: "Did you mean PORTS?",
    });
  });
});
