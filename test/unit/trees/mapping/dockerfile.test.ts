import { describe, expect, it } from "vitest";
import { pairsOfDockerfile } from "../../../../src/trees/mapping/dockerfile";

const pairs = (text: string, more: { args?: Record<string, string>; target?: string } = {}): string[] =>
  pairsOfDockerfile({
    text,
    context: "/tree",
    args: more.args ?? {},
    target: more.target,
    isFile: (path) => /\.(py|txt)$/.test(path),
  }).map(({ here, there }) => `${there} is ${here}`);

describe("what a Dockerfile copies", () => {
  it.each([
    ["FROM a\nCOPY . /app", ["/app is /tree"]],
    ["FROM a\nWORKDIR /srv\nWORKDIR app\nCOPY . .", ["/srv/app is /tree"]],
    ["FROM a\nWORKDIR /srv\nCOPY src/ ./lib/", ["/srv/lib is /tree/src"]],
    ["FROM a\nADD --chown=me:me service /app", ["/app is /tree/service"]],
    ['FROM a\nCOPY ["my code", "/app"]', ["/app is /tree/my code"]],
    ["FROM a\n# COPY . /no\nCOPY \\\n  src \\\n  /app", ["/app is /tree/src"]],
  ])("%j: %j", (text, expected) => {
    expect(pairs(text)).toEqual(expected);
  });

  it("as a file that keeps its name, tells of the folders around both", () => {
    expect(pairs("FROM a\nCOPY src/app.py /srv/\nCOPY x/main.py /opt/main.py")).toEqual([
      "/srv is /tree/src",
      "/opt is /tree/x",
    ]);
    expect(pairs("FROM a\nCOPY app.py /srv/other.py")).toEqual([]);
  });

  it("is filled with arguments, given ones before defaults", () => {
    const text =
      "ARG where=/app\nFROM a\nENV base=/base\nCOPY . ${where}\nCOPY x $base/${sub:-y}\nCOPY z $unknown";
    expect(pairs(text)).toEqual(["/app is /tree", "/base/y is /tree/x"]);
    expect(pairs(text, { args: { where: "/given" } })[0]).toBe("/given is /tree");
  });

  it("is what the last stage has, or the wanted one, with that on which it stands", () => {
    const text =
      "FROM a AS base\nWORKDIR /b\nCOPY base .\nFROM x AS build\nCOPY . /build\nFROM base\nCOPY --from=build /build /out\nCOPY own own";
    expect(pairs(text)).toEqual(["/b is /tree/base", "/b/own is /tree/own"]);
    expect(pairs(text, { target: "build" })).toEqual(["/build is /tree"]);
    expect(pairs(text, { target: "base" })).toEqual(["/b is /tree/base"]);
  });

  it("is left out where only the builder knows it", () => {
    expect(pairs("FROM a\nCOPY *.py /app/\nADD https://example.org/x /x\nCOPY --from=0 /a /b")).toEqual([]);
  });
});
