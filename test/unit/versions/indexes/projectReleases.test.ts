import { describe, expect, it } from "vitest";
import { releasesOfFiles, versionOfFile } from "../../../../src/versions/indexes/projectReleases";

describe("the version of a file", () => {
  it.each([
    ["my-project", "my_project-1.2.0-py3-none-any.whl", "1.2.0"],
    ["my-project", "my_project-1.2.0-1-cp311-cp311-manylinux_2_17_x86_64.whl", "1.2.0"],
    ["my-project", "my-project-1.2.0.tar.gz", "1.2.0"],
    ["my-project", "My.Project-1.2.0rc1.zip", "1.2.0rc1"],
    ["a.b", "a_b-2.tgz", "2"],
    ["my-project", "my-project-extra-1.2.0.tar.gz", undefined],
    ["my-project", "other-1.2.0.tar.gz", undefined],
    ["my-project", "my_project-1.2.0-py3.8.egg", undefined],
    ["my-project", "my-project-1.2.0.win32.exe", undefined],
    ["my-project", "my-project-1.2.0.tar.gz.asc", undefined],
    ["my-project", "my-project-nightly.tar.gz", undefined],
  ])("of %s in %s is %s", (project, file, version) => {
    expect(versionOfFile(project, file)).toBe(version);
  });
});

describe("releases of a project", () => {
  it("are dated by their first file and yanked only if every file is", () => {
    const releases = releasesOfFiles("x", [
      { filename: "x-1.10.tar.gz", uploaded: "2020-02-02T00:00:00Z", yanked: true },
      { filename: "x-1.10-py3-none-any.whl", uploaded: "2020-02-01T00:00:00Z", yanked: "broken" },
      { filename: "x-1.9.tar.gz", yanked: "sdist only", requiresPython: ">=3.8" },
      { filename: "x-1.9-py3-none-any.whl", requiresPython: ">=3.8" },
      { filename: "x-1.9rc1.tar.gz" },
      { filename: "x-odd.tar.gz" },
    ]);
    expect(releases).toEqual([
      { name: "1.9rc1", prerelease: true },
      { name: "1.9", requiresPython: ">=3.8" },
      { name: "1.10", date: "2020-02-01T00:00:00Z", yanked: "broken" },
    ]);
  });
});
