import { describe, expect, it } from "vitest";
import { textOf } from "../../../../src/editor/logs/lineText";
import { titleOf } from "../../../../src/editor/logs/paneTitle";
import { pageOf } from "../../../../src/editor/pages/page";
import { clockText } from "../../../../src/webview/log/times";
import { err, MemoryStore, out, start, storedRecords, viewOver } from "../../logs/memoryStore";

const whole = async (...stores: readonly MemoryStore[]): Promise<string> => {
  const names = ["web", "db"] as const;
  const sources = stores.map((store, at) =>
    storedRecords(names[at] ?? "", at === 0 ? "host" : undefined, store),
  );
  let text = "";
  for await (const part of textOf(await viewOver(...sources))) text += part;
  return text;
};

/** As a clock on the wall showed it. */
const clock = clockText(start + 42);

describe("lines as text", () => {
  it("have the time of day, a mark for stderr, and no colour codes", async () => {
    const esc = String.fromCharCode(27);
    const store = new MemoryStore().write(out(42, "plain"), err(42, `${esc}[31mred${esc}[0m`));
    expect(await whole(store)).toBe(`${clock}   plain\n${clock} ! red\n`);
  });

  it("of several services say whose they are", async () => {
    expect(await whole(new MemoryStore().write(out(42, "a")), new MemoryStore().write(out(42, "b")))).toBe(
      `${clock} host web   a\n${clock} db   b\n`,
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
    expect(titleOf({ store: "/logs/c1", title: "postgres", services: undefined }, undefined)).toBe(
      "postgres",
    );
  });
});
