import { describe, expect, it } from "vitest";
import { datedPage } from "../../../../src/environments/python/dated/page";

const url = new URL("https://me:secret@index.example/simple/a/");
const json = (files: readonly unknown[]) => ({
  url,
  contentType: "application/vnd.pypi.simple.v1+json",
  body: JSON.stringify({ files }),
});
const html = (body: string) => ({ url, contentType: "text/html", body });
const until = "2021-06-01T00:00:00Z";

describe("a project page of a date", () => {
  it("has the files of before, with hash, bounds and yanks, and no later ones", () => {
    const page = datedPage(
      [
        json([
          {
            filename: "a-1.tar.gz",
            url: "../../files/a-1.tar.gz",
            hashes: { sha256: "ab" },
            "upload-time": "2021-01-01T00:00:00.5Z",
            "requires-python": ">=3.6",
            yanked: "broken",
          },
          {
            filename: "a-2.tar.gz",
            url: "https://other.example/a-2.tar.gz",
            "upload-time": "2021-06-01T00:00:00Z",
          },
          { filename: "a-3.tar.gz", url: "a-3.tar.gz" },
        ]),
      ],
      until,
    );
    expect(page.undated).toBe(false);
    expect(page.html.match(/<a /g)).toHaveLength(1);
    expect(page.html).toContain(
      '<a href="https://me:secret@index.example/files/a-1.tar.gz#sha256=ab" data-requires-python="&gt;=3.6" data-yanked="broken">a-1.tar.gz</a>',
    );
  });

  it("gives an index's credentials to no other host", () => {
    const page = datedPage(
      [
        json([
          { filename: "a-1.tar.gz", url: "https://other.example/a", "upload-time": "2021-01-01T00:00:00Z" },
        ]),
      ],
      until,
    );
    expect(page.html).toContain('href="https://other.example/a"');
  });

  it("is made of HTML that tells upload times too", () => {
    const page = datedPage(
      [
        html(
          '<a href="a-1.whl#sha256=x" data-upload-time="2021-01-01T00:00:00Z" data-requires-python="&gt;=3">a-1.whl</a><a href="a-2.whl" data-upload-time="2022-01-01T00:00:00Z">a-2.whl</a>',
        ),
      ],
      until,
    );
    expect(page.html).toContain('simple/a/a-1.whl#sha256=x" data-requires-python="&gt;=3">a-1.whl<');
    expect(page.html).not.toContain("a-2");
  });

  it("has all files where none tells its time, and says so", () => {
    const page = datedPage([html('<a href="a-1.whl">a-1.whl</a>')], until);
    expect(page.undated).toBe(true);
    expect(page.html).toContain("a-1.whl");
  });
});
