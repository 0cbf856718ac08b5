import { describe, expect, it } from "vitest";
import { readAnsi } from "../../../../src/webview/log/ansi";

const esc = String.fromCharCode(27);

describe("escape sequences of a line", () => {
  it("become styles of the text without them", () => {
    expect(readAnsi(`a ${esc}[1;31mred${esc}[0m b`)).toEqual({
      text: "a red b",
      styles: [{ from: 2, to: 5, style: { bold: true, color: "1" } }],
    });
  });

  it("know bright colours, 256 of them, and all of them", () => {
    const { styles } = readAnsi(
      `${esc}[92ma${esc}[38;5;208mb${esc}[48;2;1;2;255mc${esc}[38;5;3md${esc}[38;5;250me`,
    );
    expect(styles.map(({ style }) => style.color)).toEqual(["10", "#ff8700", "#ff8700", "3", "#bcbcbc"]);
    expect(styles[2]?.style.background).toBe("#0102ff");
  });

  it("end one by one", () => {
    const { styles } = readAnsi(`${esc}[1;3;4;7;34ma${esc}[22mb${esc}[23;24mc${esc}[27md${esc}[39me`);
    expect(styles.map(({ style }) => Object.keys(style))).toEqual([
      ["bold", "italic", "underline", "inverse", "color"],
      ["italic", "underline", "inverse", "color"],
      ["inverse", "color"],
      ["color"],
    ]);
  });

  it("vanish where they say nothing of looks, also cut in half", () => {
    expect(readAnsi(`${esc}]0;title\u0007a${esc}[2Kb${esc}]8;;http://x${esc}\\c${esc}[31`).text).toBe("abc");
    expect(readAnsi(`end${esc}`).text).toBe("end");
    expect(readAnsi(`end${esc}[`).text).toBe("end");
  });

  it("leave what a progress bar wrote last, and no other control characters", () => {
    expect(readAnsi("10 %\r50 %\r100 %\r").text).toBe("100 %");
    expect(readAnsi("a\u0000b\u0007c\td").text).toBe("abc\td");
  });

  it("with numbers that mean nothing change nothing", () => {
    expect(readAnsi(`${esc}[38;5;999ma${esc}[38;2;1mb${esc}[999mc`)).toEqual({ text: "abc", styles: [] });
  });
});
