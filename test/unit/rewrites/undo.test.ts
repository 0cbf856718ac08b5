import { describe, expect, it } from "vitest";
import { undoRewrite } from "../../../src/rewrites/undo";
import { bytes } from "./rewriting";

const original = "# one\nhost: a # where\nport: 3000\nlast: 1\n";
const written = "# one\nhost: localhost # where\nport: 4266\nlast: 1\n";

const undone = (current: string, before = original, after = written) => {
  const result = undoRewrite({ original: bytes(before), written: bytes(after), current: bytes(current) });
  return { ...result, output: Buffer.from(result.output).toString() };
};

describe("undoing a rewrite", () => {
  it("restores the exact bytes where nobody edited", () => {
    expect(undone(written)).toEqual({ output: original, exact: true, conflicts: [] });
  });

  it("leaves a file alone that is the original again", () => {
    expect(undone(original)).toEqual({ output: original, exact: true, conflicts: [] });
  });

  it.each([
    ["a line before", (text: string) => `new\n${text}`],
    ["a line behind", (text: string) => `${text}new\n`],
    ["the line above", (text: string) => text.replace("# one", "# two")],
    ["the line below", (text: string) => text.replace("last: 1", "last: 2")],
    ["a line between", (text: string) => text.replace("port", "between: 1\nport")],
    ["a removed neighbour", (text: string) => text.replace("# one\n", "")],
    ["the removed end of the last line", (text: string) => text.trimEnd()],
    ["a comment on the rewritten line", (text: string) => text.replace("# where", "# where it is")],
    ["a removed comment on the rewritten line", (text: string) => text.replace(" # where", "")],
    ["a comment behind the rewritten value", (text: string) => text.replace(/(port: \d+)/, "$1  # mine")],
    ["a key in front of the rewritten value", (text: string) => text.replace("port:", "ports:")],
    ["other line ends", (text: string) => text.replaceAll("\n", "\r\n")],
    ["other line ends and a new line", (text: string) => `new\n${text}`.replaceAll("\n", "\r\n")],
    ["a byte order mark", (text: string) => `\ufeff${text}`],
    ["everything else", (text: string) => text.replace("# one", "x\ny").replace("last: 1\n", "")],
  ])("keeps the user's edit: %s", (_, edit) => {
    expect(undone(edit(written))).toEqual({ output: edit(original), exact: false, conflicts: [] });
  });

  it("keeps what the user put in place of a rewritten value, and says what would have come back", () => {
    expect(undone(written.replace("4266", "9999"))).toEqual({
      output: original.replace("3000", "9999"),
      exact: false,
      conflicts: [{ line: 3, text: "port: 9999", original: "port: 3000" }],
    });
  });

  it("takes a digit behind the value for an edit of the value", () => {
    expect(undone(written.replace("4266", "42660")).conflicts).toHaveLength(1);
  });

  it("takes the user's own return to the old value for no conflict", () => {
    expect(undone(written.replace("4266", "3000")).output).toBe(original);
  });

  it("keeps a rewritten line removed that the user removed", () => {
    expect(undone(written.replace("port: 4266\n", ""))).toMatchObject({
      output: original.replace("port: 3000\n", ""),
      conflicts: [{ text: "", original: "port: 3000" }],
    });
  });

  it("keeps an emptied file empty", () => {
    expect(undone("")).toMatchObject({ output: "", exact: false });
  });

  it("brings back bytes that are no UTF-8", () => {
    const raw = (text: string): Uint8Array => Buffer.from(text, "latin1");
    const before = raw("# caf\xe9\na: 1\nb: 1\n");
    const result = undoRewrite({
      original: before,
      written: raw("# caf\xe9\na: 2\nb: 1\n"),
      current: raw("# caf\xe9\na: 2\nb: \xff\n"),
    });
    expect(Buffer.from(result.output).toString("latin1")).toBe("# caf\xe9\na: 1\nb: \xff\n");
  });

  it("undoes a rewrite that changed the number of lines", () => {
    const before = "a: |\n  x\n  y\nb: 1\n";
    const after = "a: z\nb: 1\n";
    expect(undone("a: z\nb: 2\n", before, after).output).toBe("a: |\n  x\n  y\nb: 2\n");
  });

  it("takes back a last line end that the rewrite had added, and keeps one that the user added", () => {
    expect(undone("# c\nb\n", "a", "b\n").output).toBe("# c\na");
    expect(undone("# c\nb\n", "a", "b").output).toBe("# c\na\n");
  });

  it("keeps any edit of other lines, whatever the file and the edit (500 random ones)", () => {
    const random = generator(20_240_501);
    for (let round = 0; round < 500; round++) {
      const { before, after, edited, wanted } = randomCase(random);
      const { output, conflicts } = undone(edited.join("\n"), before.join("\n"), after.join("\n"));
      expect({ round, output, conflicts }).toEqual({ round, output: wanted.join("\n"), conflicts: [] });
    }
  });

  it("keeps edits all over a large file", () => {
    const lines = Array.from({ length: 5_000 }, (_, index) => `key${index}: ${index % 7}`);
    const after = lines.with(2_500, "ours: 1");
    const edit = (all: readonly string[]): string =>
      all.map((line, index) => (index % 9 === 3 ? `${line} # edited` : line)).join("\n");
    expect(undone(edit(after), lines.join("\n"), after.join("\n"))).toMatchObject({
      output: edit(lines),
      conflicts: [],
    });
  });
});

const generator = (seed: number): ((below: number) => number) => {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7fff_ffff;
    return (state >> 8) % below;
  };
};

/** Lines of a small alphabet repeat often; only the rewritten one is unlike all others, as values at paths are. */
const randomCase = (random: (below: number) => number) => {
  const line = (): string => ["", "a: 1", "b:", "  - x", "# c"][random(5)] ?? "";
  const before = Array.from({ length: 1 + random(20) }, line);
  const ours = random(before.length);
  before[ours] = "port: 3000";
  const after = before.with(ours, "port: 4266");
  const edited = [...after];
  for (let edits = random(6); edits > 0; edits--) {
    const at = random(edited.length + 1);
    if (random(2) === 0) edited.splice(at, 0, line());
    else if (edited[at] !== "port: 4266" && at < edited.length)
      edited.splice(at, 1, ...(random(2) === 0 ? [line()] : []));
  }
  return {
    before,
    after,
    edited,
    wanted: edited.map((text) => (text === "port: 4266" ? "port: 3000" : text)),
  };
};
