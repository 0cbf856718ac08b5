import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { Failure } from "../../../../src/util/problem";
import type { HttpAnswer, HttpRequest } from "../../../../src/versions/http/types";
import { resolveAxis } from "../../../../src/versions/resolve";
import type { Axis, VersionSource } from "../../../../src/versions/types";
import { never, worldOf } from "../fakes";

let cacheDir = "";
let asked: { url: string; request: HttpRequest }[] = [];
beforeEach(async () => {
  cacheDir = await mkdtemp(join(tmpdir(), "backcompat-indexes-"));
  asked = [];
});
afterEach(() => rm(cacheDir, { recursive: true }));

type Answers = Readonly<Record<string, Partial<HttpAnswer> | Error>>;

const resolve = (
  source: VersionSource,
  answers: Answers,
  env: Record<string, string> = {},
  signal: AbortSignal = never,
): Promise<Axis> =>
  resolveAxis(
    { name: "release", source },
    worldOf({
      cacheDir,
      env: {
        PIP_CONFIG_FILE: "/dev/null",
        NPM_CONFIG_USERCONFIG: "/nowhere",
        NPM_CONFIG_GLOBALCONFIG: "/nowhere",
        ...env,
      },
      get: async (url, request) => {
        asked.push({ url, request });
        const answer = answers[url] ?? { status: 404 };
        if (answer instanceof Error) throw answer;
        return { status: 200, contentType: "application/json", body: "", ...answer };
      },
    }),
    signal,
  );

const problemOf = async (work: Promise<unknown>): Promise<string> => {
  const error: unknown = await work.catch((caught: unknown) => caught);
  return error instanceof Failure
    ? `${error.problem.exit} ${error.problem.code}: ${error.message}`
    : "no failure";
};

const json = (value: unknown): Partial<HttpAnswer> => ({ body: JSON.stringify(value) });
const files = (...names: string[]): Partial<HttpAnswer> =>
  json({ files: names.map((filename) => ({ filename, "upload-time": "2020-01-01T00:00:00Z" })) });

describe("a Python package's releases", () => {
  const pypi = { kind: "pypi", name: "My_Pkg" } as const;

  it("come from the index's JSON, asked for by the normalised name", async () => {
    const axis = await resolve(pypi, {
      "https://pypi.org/simple/my-pkg/": files("my_pkg-1.10.tar.gz", "my_pkg-1.9.tar.gz"),
    });
    expect(axis).toMatchObject({
      scheme: "pep440",
      releases: [{ name: "1.9", date: "2020-01-01T00:00:00Z" }, { name: "1.10" }],
      notes: [],
    });
    expect(asked[0]?.request.headers["accept"]).toContain("application/vnd.pypi.simple.v1+json");
  });

  it("come from HTML where the index knows nothing else", async () => {
    const axis = await resolve(pypi, {
      "https://pypi.org/simple/my-pkg/": {
        contentType: "text/html; charset=utf-8",
        body: '<a href="x">my_pkg-1.0.zip</a>',
      },
    });
    expect(axis.releases).toEqual([{ name: "1.0" }]);
  });

  it("come from the user's own index and its extra ones together; passwords stay in the header", async () => {
    const env = {
      PIP_INDEX_URL: "https://user:secret@own/simple/",
      PIP_EXTRA_INDEX_URL: "https://extra/simple https://third/simple",
    };
    const axis = await resolve(
      pypi,
      {
        "https://own/simple/my-pkg/": files("my_pkg-2.0.zip"),
        "https://extra/simple/my-pkg/": files("my_pkg-1.0.zip"),
      },
      env,
    );
    expect(axis.releases.map(({ name }) => name)).toEqual(["1.0", "2.0"]);
    expect(asked.map(({ url }) => url)).toEqual([
      "https://own/simple/my-pkg/",
      "https://extra/simple/my-pkg/",
      "https://third/simple/my-pkg/",
    ]);
    expect(asked.map(({ request }) => request.headers["authorization"])).toEqual([
      `Basic ${Buffer.from("user:secret").toString("base64")}`,
      undefined,
      undefined,
    ]);
  });

  it("are missing in words: unknown, refused, unreachable; and never with a password", async () => {
    const env = { PIP_INDEX_URL: "https://user:secret@own/simple" };
    const url = "https://own/simple/my-pkg/";
    const messages = [
      await problemOf(resolve(pypi, {}, env)),
      await problemOf(resolve(pypi, { [url]: { status: 401 } }, env)),
      await problemOf(resolve(pypi, { [url]: { status: 503 } }, env)),
      await problemOf(resolve(pypi, { [url]: new Error("no route") }, env)),
      await problemOf(resolve(pypi, { [url]: { body: "<html>log in</html>" } }, env)),
      await problemOf(resolve(pypi, { [url]: { contentType: "text/html", body: "<a>log in</a>" } }, env)),
      await problemOf(resolve(pypi, {}, { PIP_INDEX_URL: "user:secret" + "@@ no url" })),
    ];
    expect(messages).toEqual([
      "2 unknown-package: There is no Python package 'My_Pkg' on own",
      "2 index-refused: https://own/simple/my-pkg/ refuses with 401",
      "3 index-unreachable: https://own/simple/my-pkg/ answered 503",
      "3 index-unreachable: https://own/simple/my-pkg/ can't be reached: no route",
      "3 index-unreachable: The index answered something that is not a project page",
      "3 index-unreachable: own lists no installable file of 'My_Pkg'",
      expect.not.stringContaining("secret"),
    ]);
  });

  it("are asked with the user's certificates and proxy", async () => {
    const env = { PIP_CERT: "/etc/own.pem", https_proxy: "http://proxy:3128" };
    await resolve(pypi, { "https://pypi.org/simple/my-pkg/": files("my_pkg-2.0.zip") }, env);
    expect(asked[0]?.request).toMatchObject({ caFile: "/etc/own.pem", proxy: "http://proxy:3128" });
  });

  it("stop being asked on cancellation", async () => {
    const control = new AbortController();
    control.abort();
    const work = resolve(
      pypi,
      { "https://pypi.org/simple/my-pkg/": new Error("aborted") },
      {},
      control.signal,
    );
    expect(await problemOf(work)).toContain("130 interrupted");
  });
});

describe("an npm package's releases", () => {
  const document = json({
    versions: {
      "1.10.0": {},
      "1.9.0": { deprecated: "use 2" },
      "1.9.1": { deprecated: "" },
      "1.9.2": { deprecated: false },
      "2.0.0-rc.1": {},
      odd: {},
    },
    time: { created: "x", "1.10.0": "2021-01-01T00:00:00Z" },
  });

  it("come with dates and deprecations", async () => {
    const axis = await resolve({ kind: "npm", name: "x" }, { "https://registry.npmjs.org/x": document });
    expect(axis.scheme).toBe("semver");
    expect(axis.releases).toEqual([
      { name: "1.9.1" },
      { name: "1.9.2" },
      { name: "1.10.0", date: "2021-01-01T00:00:00Z" },
    ]);
    expect(axis.leftOut).toEqual([
      { release: { name: "1.9.0", deprecated: "use 2" }, because: "deprecated" },
      { release: { name: "2.0.0-rc.1", prerelease: true }, because: "prerelease" },
    ]);
  });

  it("come from the scope's registry with its token", async () => {
    const env = { "npm_config_@s:registry": "https://own/npm", "npm_config_//own/npm/:_authToken": "t" };
    await resolve({ kind: "npm", name: "@s/x" }, { "https://own/npm/@s%2fx": document }, env);
    expect(asked[0]).toMatchObject({
      url: "https://own/npm/@s%2fx",
      request: { headers: { authorization: "Bearer t" } },
    });
  });

  it("are missing in words", async () => {
    const npm = { kind: "npm", name: "x" } as const;
    const url = "https://registry.npmjs.org/x";
    expect(await problemOf(resolve(npm, {}))).toBe(
      "2 unknown-package: There is no npm package 'x' on registry.npmjs.org",
    );
    expect(await problemOf(resolve(npm, { [url]: { body: "log in" } }))).toContain("3 index-unreachable");
    expect(await problemOf(resolve(npm, { [url]: json({ name: "x" }) }))).toContain("3 index-unreachable");
  });
});
