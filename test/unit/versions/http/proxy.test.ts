import { describe, expect, it } from "vitest";
import { basicAuthorization, withoutUserinfo } from "../../../../src/versions/http/credentials";
import { proxyFor } from "../../../../src/versions/http/proxy";

describe("the proxy for a URL", () => {
  const through = (url: string, env: Record<string, string>, configured?: string): string | undefined =>
    proxyFor(new URL(url), env, configured);

  it("is the environment's for its scheme, in either case", () => {
    const env = { HTTPS_PROXY: "http://secure:1", http_proxy: "plain:2" };
    expect(through("https://a/", env)).toBe("http://secure:1");
    expect(through("http://a/", env)).toBe("http://plain:2");
    expect(through("https://a/", { all_proxy: "http://all:3" })).toBe("http://all:3");
    expect(through("https://a/", {})).toBeUndefined();
  });

  it("is the configured one before the environment's", () => {
    expect(through("https://a/", { HTTPS_PROXY: "http://env:1" }, "http://own:1")).toBe("http://own:1");
  });

  it.each([
    ["*", undefined],
    ["example.com", undefined],
    [".example.com", undefined],
    ["*.example.com, other", undefined],
    ["example.com:443", undefined],
    ["ample.com", "http://p:1"],
    ["", "http://p:1"],
  ])("minds no_proxy=%j", (no_proxy, expected) => {
    expect(through("https://pip.example.com/", { https_proxy: "http://p:1", no_proxy })).toBe(expected);
  });
});

describe("credentials in a URL", () => {
  it("go into the header and out of the URL", () => {
    const url = new URL("https://us%40er:p%3Ass@host/simple/x/");
    expect(basicAuthorization(url)).toBe(`Basic ${Buffer.from("us@er:p:ss").toString("base64")}`);
    expect(withoutUserinfo(url)).toBe("https://host/simple/x/");
    expect(basicAuthorization(new URL("https://host/"))).toBeUndefined();
  });
});
