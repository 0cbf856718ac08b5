import { describe, expect, it } from "vitest";
import { listLocalImages } from "../../../../src/versions/localImages";
import { resolveAxis } from "../../../../src/versions/resolve";
import type { VersionSource } from "../../../../src/versions/types";
import { fakeGit, never, worldOf } from "../fakes";

const names = async (source: VersionSource, more: Parameters<typeof worldOf>[0] = {}): Promise<string[]> =>
  (await resolveAxis({ name: "a", source }, worldOf(more), never)).releases.map(({ name }) => name);

describe("a listed axis", () => {
  it("is in order, each version once, pre-releases too", async () => {
    expect(await names({ kind: "list", versions: ["1.10", " 1.9", "1.9", "2.0rc1"] })).toEqual([
      "1.9",
      "1.10",
      "2.0rc1",
    ]);
    expect(await names({ kind: "list", versions: ["bookworm", "12", "9"] })).toEqual(["bookworm", "9", "12"]);
  });
});

describe("an axis of image tags", () => {
  const image = { kind: "image", name: "postgres" } as const;

  it("asks its port and orders what it says", async () => {
    const images = async () => [{ tag: "15.2-alpine", date: "2024-01-01T00:00:00Z" }, { tag: "9-alpine" }];
    expect(await names(image, { images })).toEqual(["9-alpine", "15.2-alpine"]);
  });

  it("says what to do where nobody can tell", async () => {
    await expect(names(image)).rejects.toThrow("Nothing here can list the tags of image 'postgres'");
  });

  it("reads what docker lists, without the nameless", () => {
    const lines = [
      { Tag: "15", CreatedAt: "2024-05-01 10:00:00 +0200 CEST" },
      { Tag: "<none>", CreatedAt: "2024-05-01 10:00:00 +0200 CEST" },
      { Tag: "16", CreatedAt: "N/A" },
    ];
    const stdout = `${lines.map((line) => JSON.stringify(line)).join("\n")}\n`;
    expect(listLocalImages("postgres").parse({ stdout, stderr: "", exit: 0 })).toEqual([
      { tag: "15", date: "2024-05-01T08:00:00.000Z" },
      { tag: "16" },
    ]);
  });
});

describe("an axis of tags", () => {
  it("says that the folder is no repository", async () => {
    const run = fakeGit({});
    await expect(names({ kind: "git", repo: "sub" }, { run })).rejects.toThrow(
      /Axis 'a' takes its versions from .*sub, which is no git repository/,
    );
  });
});
