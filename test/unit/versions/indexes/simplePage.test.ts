import { describe, expect, it } from "vitest";
import { filesOfHtml, filesOfJson } from "../../../../src/versions/indexes/simplePage";

describe("a project's page", () => {
  it("as JSON", () => {
    const page = {
      files: [
        {
          filename: "x-1.0.tar.gz",
          "upload-time": "2020-01-01T00:00:00Z",
          yanked: false,
          "requires-python": ">=3.8",
        },
        { filename: "x-1.1.tar.gz", yanked: "broken" },
        { filename: "x-1.2.tar.gz", yanked: true, "requires-python": null },
        { filename: 7 },
      ],
    };
    expect(filesOfJson(page)).toEqual([
      { filename: "x-1.0.tar.gz", uploaded: "2020-01-01T00:00:00Z", requiresPython: ">=3.8" },
      { filename: "x-1.1.tar.gz", yanked: "broken" },
      { filename: "x-1.2.tar.gz", yanked: true },
    ]);
    expect(filesOfJson({ message: "hello" })).toBeUndefined();
  });

  it("as HTML, whatever the quotes and the order of attributes", () => {
    const page = `<!DOCTYPE html><body><h1>Links</h1>
      <a href="x-1.0.tar.gz#sha256=0" data-requires-python="&gt;=3.8, &lt;4">x-1.0.tar.gz</a><br/>
      <a data-yanked="" href='x-1.1.tar.gz'>x-1.1.tar.gz</a>
      <A HREF=x-1.2.tar.gz data-yanked>x-1.2.tar.gz</A>
      <a href="y" data-yanked="say &quot;no&quot; &amp; go" data-upload-time="2020-01-01T00:00:00Z"
        > x-1.3.tar.gz </a>
      <a name="top"></a>`;
    expect(filesOfHtml(page)).toEqual([
      { filename: "x-1.0.tar.gz", requiresPython: ">=3.8, <4" },
      { filename: "x-1.1.tar.gz", yanked: true },
      { filename: "x-1.2.tar.gz", yanked: true },
      { filename: "x-1.3.tar.gz", yanked: 'say "no" & go', uploaded: "2020-01-01T00:00:00Z" },
      { filename: "" },
    ]);
  });
});
