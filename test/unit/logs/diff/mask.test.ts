import { describe, expect, it } from "vitest";
import { maskLine } from "../../../../src/logs/diff/mask";

describe("masking a line", () => {
  it.each([
    ["2026-11-20 15:07:07,853 - codeserver - INFO - up", "<time> - codeserver - INFO - up"],
    ["[2026-11-20T15:07:07.853Z] up", "[<time>] up"],
    ["Nov 20 15:07:07 host prog: up", "<time> host prog: up"],
    ['127.0.0.1 - - [20/Nov/2026:15:07:07 +0000] "GET /" 200', '127.0.0.1 - - [<time>] "GET /" 200'],
    ["I1120 15:07:07.123456    1 main.go:12] up", "I<time> main.go:12] up"],
    [
      "Serving on http://127.0.0.1:29196 in process 17452",
      "Serving on http://127.0.0.1:<port> in process <number>",
    ],
    ["listening at localhost:80 and [::]:8080", "listening at localhost:<port> and [::]:<port>"],
    ["run 3c0be8ce-1111-4222-8333-444455556666 began", "run <uuid> began"],
    ["commit 7444b07eea8e at 0x7ffe12", "commit <hex> at <hex>"],
    ["took 12.5 ms, 3s in all", "took <duration>, <duration> in all"],
    ["\u001b[31mERROR\u001b[0m id 123456", "ERROR id <number>"],
    ["answered 500, not 200", "answered 500, not 200"],
    ["codeserver/1.0.0 of 2026.11.20", "codeserver/1.0.0 of 2026.11.20"],
    ["added decade facade", "added decade facade"],
  ])("%j reads %j", (text, masked) => {
    expect(maskLine(text)).toBe(masked);
  });

  it("leaves out where things lie", () => {
    expect(maskLine('File "/state/trees/a/x.py", line 3', ["/state/trees/a"])).toBe(
      'File "<dir>/x.py", line 3',
    );
  });
});
