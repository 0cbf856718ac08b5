import { describe, expect, it } from "vitest";
import { textOf } from "../../../../src/editor/logs/lineText";
import { pageOf } from "../../../../src/editor/logs/page";
import { titleOf } from "../../../../src/editor/logs/paneTitle";
import { simpleView } from "../../../../src/logs/simpleView";
import type { LogRow } from "../../../../src/logs/view";

const line = (text: string, more: Partial<LogRow> = {}): LogRow => ({
  line: 0,
  source: { id: "e/web", service: "web", side: "host", version: undefined },
  sourceLine: 0,
  time: new Date(2026, 10, 20, 9, 5, 7, 42).getTime(),
  stream: "stdout",
  level: undefined,
  text,
  continues: false,
  ...more,
});

const whole = async (rows: readonly LogRow[]): Promise<string> => {
  let text = "";
  for await (const part of textOf(simpleView(rows))) text += part;
  return text;
};

describe("lines as text", () => {
  it("have the time of day, a mark for stderr, and no colour codes", async () => {
    const esc = String.fromCharCode(27);
    expect(await whole([line("plain"), line(`${esc}[31mred${esc}[0m`, { stream: "stderr" })])).toBe(
      "09:05:07.042   plain\n09:05:07.042 ! red\n",
    );
  });

  it("of several services say whose they are", async () => {
    const other = { id: "e/db", service: "db", side: undefined, version: undefined };
    expect(await whole([line("a"), line("b", { source: other })])).toBe(
      "09:05:07.042 host web   a\n09:05:07.042 db   b\n",
    );
  });
});

describe("the page of a log pane", () => {
  const page = pageOf({
    script: "s.js",
    style: "c.css",
    source: "vscode:",
    nonce: "n0",
    title: '</title><script src="x">',
  });

  it("runs our script and no other, and loads nothing from elsewhere", () => {
    expect(page).toContain("default-src 'none'; style-src vscode:; script-src 'nonce-n0'\"");
    expect(page.match(/<script/g)).toHaveLength(1);
    expect(page).not.toContain("unsafe");
  });
});

describe("the title of a log pane", () => {
  const record = { scenario: "tiny", versions: { host: "workspace", release: "1.2.0" } };

  it("names the scenario, its versions and the services", () => {
    expect(titleOf({ emulation: "e", services: undefined }, record)).toBe("tiny 1.2.0 — all services");
    expect(titleOf({ emulation: "e", services: ["web"] }, record)).toBe("tiny 1.2.0 — web");
    expect(titleOf({ emulation: "7f3a", services: ["web"] }, undefined)).toBe("emulation 7f3a — web");
  });
});
