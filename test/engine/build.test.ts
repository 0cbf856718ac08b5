import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type BuiltImage, buildImage, type ImageBuild } from "../../src/containers/build/buildImage";
import type { Engine } from "../../src/containers/engine";
import { imagesWith } from "../../src/containers/images";
import { labels } from "../../src/containers/labels";
import { openEngine } from "../../src/containers/openEngine";
import { problemOf } from "../../src/util/problem";
import { startDockerd } from "./harness/dockerd";
import { docker, importBusybox } from "./harness/images";
import { removedAfter, sharedWorld, specOf } from "./world";

let engine: Engine;
let host: string;
const never = new AbortController().signal;
const folders: string[] = [];

beforeAll(async () => {
  const dockerd = removedAfter(await startDockerd());
  importBusybox(dockerd.host);
  host = dockerd.host;
  engine = await openEngine(specOf("one", host), sharedWorld(), never);
});

afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

const contextOf = (files: Readonly<Record<string, string>>): string => {
  const folder = mkdtempSync(join(tmpdir(), "context-"));
  folders.push(folder);
  write(folder, files);
  return folder;
};

const write = (folder: string, files: Readonly<Record<string, string>>): void => {
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
};

const build = (
  context: string,
  more: Partial<ImageBuild> = {},
  onLine?: (line: string) => void,
): Promise<BuiltImage> =>
  buildImage(engine, { context, ...more }, { signal: never, ...(onLine && { onLine }) });

const said = (image: string, ...argv: readonly string[]): string =>
  docker(host, "run", "--rm", image, ...argv);

const simple = { Dockerfile: "FROM busybox:local\nARG WORD=none\nCOPY . /app\nRUN echo $WORD > /word\n" };

describe("building an image", () => {
  it("sends the folder less what .dockerignore names, and says how it goes on", async () => {
    const folder = contextOf({
      ...simple,
      ".dockerignore": "node_modules\n*.log\n!kept.log\n",
      "node_modules/a": "",
      "x.log": "",
      "kept.log": "",
      "deep/file": "",
    });
    const lines: string[] = [];
    const { id, reused } = await build(folder, { args: { WORD: "hello" } }, (line) => lines.push(line));
    expect(reused).toBe(false);
    const listed = said(id, "find", "/app", "-type", "f").split("\n").sort();
    expect(listed).toEqual(["/app/.dockerignore", "/app/Dockerfile", "/app/deep/file", "/app/kept.log"]);
    expect(said(id, "cat", "/word")).toBe("hello");
    expect(lines.find((line) => line.startsWith("Step 1/"))).toContain("FROM busybox:local");
  });

  it("takes the image of the very same, and another once a byte, an argument or the base differs", async () => {
    const folder = contextOf({ ...simple, file: "one" });
    const first = await build(folder, { tag: "app:one" });
    const again = await build(folder, { tag: "app:two" });
    expect(again).toEqual({ ...first, reused: true });
    expect(docker(host, "images", "-q", "--no-trunc", "app:two")).toBe(first.id);
    write(folder, { file: "two" });
    const changed = await build(folder);
    const argument = await build(folder, { args: { WORD: "x" } });
    importBusybox(host, "busybox:other");
    docker(host, "tag", "busybox:other", "busybox:local");
    const based = await build(folder);
    expect(new Set([first, changed, argument, based].map(({ id }) => id)).size).toBe(4);
    expect([changed, argument, based].map(({ reused }) => reused)).toEqual([false, false, false]);
  });

  it("labels what it built by its content", async () => {
    const built = await build(contextOf(simple), { labels: { "dev.test": "yes" } });
    const [found] = await imagesWith(engine, { [labels.content]: built.content });
    expect(found).toMatchObject({ id: built.id, labels: { "dev.test": "yes" } });
  });

  it("takes one stage of several, and a Dockerfile of another name, even an ignored one", async () => {
    const text = "FROM busybox:local AS first\nRUN echo 1 > /n\nFROM first AS second\nRUN echo 2 > /n\n";
    const folder = contextOf({ "docker/Some.file": text, ".dockerignore": "docker\n" });
    const { id } = await build(folder, { dockerfile: "docker/Some.file", target: "first" });
    expect(said(id, "cat", "/n")).toBe("1");
  });

  it("is unbuildable where a step fails, and shows what the step said", async () => {
    const folder = contextOf({ Dockerfile: "FROM busybox:local\nRUN echo the reason >&2; exit 7\n" });
    const problem = await build(folder).then(() => undefined, problemOf);
    expect(problem?.code).toBe("unbuildable");
    expect(problem?.message).toContain("7");
    expect(problem?.lines?.join("\n")).toContain("the reason");
  });

  it("names the Dockerfile that is not there", async () => {
    const problem = await build(contextOf({}), { dockerfile: "No.file" }).then(() => undefined, problemOf);
    expect(problem).toMatchObject({ code: "no-dockerfile", message: expect.stringContaining("No.file") });
  });
});
