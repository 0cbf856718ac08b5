import { describe, expect, it } from "vitest";
import { linksOf } from "../../../../src/webview/log/links";

const found = (text: string) =>
  linksOf(text).map(({ from, to, file, line, column }) => ({
    shown: text.slice(from, to),
    place: [file, line, ...(column === undefined ? [] : [column])],
  }));

describe("places in code that a line names", () => {
  it("are frames of Python tracebacks", () => {
    expect(found('  File "/srv/app/repo.py", line 12, in launch')).toEqual([
      { shown: '/srv/app/repo.py", line 12', place: ["/srv/app/repo.py", 12] },
    ]);
  });

  it("are frames of Node and Java, with the column where there is one", () => {
    expect(found("    at go (/srv/app/main.js:3:14)")[0]?.place).toEqual(["/srv/app/main.js", 3, 14]);
    expect(found("    at file:///srv/app/main.mjs:3:14")[0]?.place).toEqual(["/srv/app/main.mjs", 3, 14]);
    expect(found("\tat com.acme.Wire.read(Wire.java:40)")[0]?.place).toEqual(["Wire.java", 40]);
  });

  it("are what Go, C++ and Rust print", () => {
    expect(found("\t/srv/wire/read.go:40 +0x1d")[0]).toEqual({
      shown: "/srv/wire/read.go:40",
      place: ["/srv/wire/read.go", 40],
    });
    expect(found("src/wire.cpp:12:3: error: no")[0]?.place).toEqual(["src/wire.cpp", 12, 3]);
    expect(found("#1 0x00 in read (fd=3) at ../src/wire.cc:77")[0]?.place).toEqual(["../src/wire.cc", 77]);
    expect(found("thread 'main' panicked at src/main.rs:4:5:")[0]?.place).toEqual(["src/main.rs", 4, 5]);
  });

  it("may be several, and of Windows, TypeScript's compiler and MSVC", () => {
    expect(found("a.py:1 and b/c.ts:2:3").map(({ place }) => place)).toEqual([
      ["a.py", 1],
      ["b/c.ts", 2, 3],
    ]);
    expect(found("C:\\src\\wire.cs:7")[0]?.place).toEqual(["C:\\src\\wire.cs", 7]);
    expect(found("src/a.ts(12,5): error TS1")[0]?.place).toEqual(["src/a.ts", 12, 5]);
  });

  it("are no addresses, versions, times or pages", () => {
    for (const text of [
      "listening on 127.0.0.1:3000",
      "http://localhost:3000/app.js:80",
      "took 1.5:30 at 10:41:07.120",
      "version 1.2.3",
      "POST /graphql 200",
    ])
      expect(found(text)).toEqual([]);
  });
});
