import { describe, expect, it } from "vitest";
import { makeSecrets } from "../../../src/capture/secrets";

const masking = (...values: readonly string[]) => {
  const secrets = makeSecrets();
  for (const value of values) secrets.add(value);
  return secrets.mask;
};
const base64 = (text: string): string => Buffer.from(text).toString("base64");

describe("a secret", () => {
  it("is masked wherever it stands, and as often", () => {
    expect(masking("hunter2")("a hunter2 b hunter2")).toBe("a *** b ***");
  });

  it("leaves texts alone that hold none", () => {
    expect(makeSecrets().mask("hunter2")).toBe("hunter2");
    expect(masking("hunter2")("hunter3")).toBe("hunter3");
  });

  it("is masked in its URL form, whatever the case", () => {
    const mask = masking("p@ss word/ü");
    expect(mask(`?key=${encodeURIComponent("p@ss word/ü")}&a`)).toBe("?key=***&a");
    expect(mask("p%40ss%20word%2f%c3%bc")).toBe("***");
    expect(mask("p%40ss+word%2F%C3%BC")).toBe("***");
  });

  it("is masked in base64, also within a longer text and in the URL alphabet", () => {
    const mask = masking("hunter2?>~");
    expect(mask(base64("hunter2?>~"))).toBe("***");
    expect(mask(base64("hunter2?>~").replaceAll("+", "-").replaceAll("/", "_"))).toMatch(/^\*\*\*=*$/);
    for (const user of ["a", "me", "you", "them"]) {
      const header = mask(`Basic ${base64(`${user}:hunter2?>~`)}`);
      expect(header).toContain("***");
      expect(Buffer.from(header.slice(6).replace("***", ""), "base64").toString()).not.toContain("hunter");
    }
  });

  it("is masked within JSON", () => {
    expect(masking('a"b\\c')(JSON.stringify({ key: 'a"b\\c' }))).toBe('{"key":"***"}');
  });

  it("of several lines is masked line by line", () => {
    const key = "-----BEGIN-----\nMIIEvQIBADANBg\nkqhkiG9w0BAQEF\n-----END-----";
    expect(key.split("\n").map(masking(key))).toEqual(["***", "***", "***", "***"]);
  });

  it("that is too short is no secret, as it would take all texts apart", () => {
    expect(masking("abc", "", "   ")("abcabc")).toBe("abcabc");
    expect(masking("abcd")("abcd")).toBe("***");
  });

  it("that begins like another is masked whole", () => {
    expect(masking("token", "token-of-mine")("token-of-mine")).toBe("***");
  });

  it("is taken as it is, not as a pattern", () => {
    expect(masking("a.c*d")("abcd a.c*d")).toBe("abcd ***");
    expect(masking("$&$1")("x $&$1 y")).toBe("x *** y");
  });

  it("with half a character in it does no harm", () => {
    expect(masking("abc\ud800def")("abc\ud800def")).toBe("***");
  });
});
