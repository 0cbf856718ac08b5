import { expect, it } from "vitest";
import { readIni } from "../../../../src/versions/indexes/ini";

it("reads sections, both separators, comments, continued lines and a BOM", () => {
  const text = [
    "\uFEFF[global]",
    "# a comment",
    "Index_URL = https://a/simple?x=1",
    "extra-index-url =",
    "    https://b/simple",
    "    ; not this one",
    "    https://c/simple",
    "",
    "[install]",
    "cert: /etc/ca.pem",
  ].join("\r\n");
  expect(Object.fromEntries(readIni(text))).toEqual({
    "global.index-url": "https://a/simple?x=1",
    "global.extra-index-url": "\nhttps://b/simple\nhttps://c/simple",
    "install.cert": "/etc/ca.pem",
  });
});
