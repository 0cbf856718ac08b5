import { chmodSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { basesOf } from "../../../src/containers/build/bases";
import { digestOf, readContext } from "../../../src/containers/build/context";

let folder: string;
const never = new AbortController().signal;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "context-"));
  write("Dockerfile", "FROM scratch\n");
});

afterEach(() => rmSync(folder, { recursive: true }));

const write = (name: string, text = ""): void => {
  mkdirSync(dirname(join(folder, name)), { recursive: true });
  writeFileSync(join(folder, name), text);
};

const paths = async (dockerfile = "Dockerfile"): Promise<string[]> =>
  (await readContext(folder, dockerfile, never)).entries.map(({ path }) => path);

const digest = async (): Promise<string> =>
  digestOf((await readContext(folder, "Dockerfile", never)).entries, never);

describe("what is sent to the builder", () => {
  it("is the folder without what .dockerignore names, with what it takes back", async () => {
    write(".dockerignore", "# rules\nout\n**/*.log\n!out/kept\n");
    for (const name of ["out/a", "out/kept", "deep/x.log", "deep/y"]) write(name);
    expect(await paths()).toEqual([".dockerignore", "Dockerfile", "deep", "deep/y", "out/kept"]);
  });

  it("has the Dockerfile even where it is ignored, or lies elsewhere", async () => {
    write(".dockerignore", "*\n");
    expect(await paths()).toEqual(["Dockerfile"]);
    const inner = join(folder, "inner");
    mkdirSync(inner);
    const context = await readContext(inner, "../Dockerfile", never);
    expect(context).toMatchObject({
      dockerfile: ".backcompat.Dockerfile",
      entries: [{ path: ".backcompat.Dockerfile" }],
    });
  });

  it("obeys the rules beside a Dockerfile instead of those of the folder", async () => {
    write(".dockerignore", "a\n");
    write("Dockerfile.dockerignore", "b\n");
    for (const name of ["a", "b"]) write(name);
    expect(await paths()).toEqual([".dockerignore", "Dockerfile", "Dockerfile.dockerignore", "a"]);
  });

  it("has the same digest whenever it is the same, and another for another byte, name, right or link", async () => {
    write("file", "one");
    const first = await digest();
    utimesSync(join(folder, "file"), 1, 1);
    expect(await digest()).toBe(first);
    const seen = [first];
    const changes = [
      () => write("file", "two"),
      () => chmodSync(join(folder, "file"), 0o755),
      () => symlinkSync("file", join(folder, "link")),
      () => write("empty"),
    ];
    for (const change of changes) {
      change();
      seen.push(await digest());
    }
    expect(new Set(seen).size).toBe(seen.length);
  });
});

describe("the images that a Dockerfile builds upon", () => {
  it("are those of its stages and copies, arguments filled in", () => {
    const text = `
ARG TAG=3.8
ARG BASE
FROM --platform=linux/amd64 python:$TAG AS first
FROM \${BASE:-debian} \\
  AS Second
COPY --from=first /a /a
COPY --chown=1 --from=tools:1 /b /b
FROM second
COPY --from=0 /c /c
FROM scratch
`;
    expect(basesOf(text, {})).toEqual(["python:3.8", "debian", "tools:1"]);
    expect(basesOf(text, { TAG: "3.11", BASE: "alpine" })).toEqual(["python:3.11", "alpine", "tools:1"]);
  });
});
