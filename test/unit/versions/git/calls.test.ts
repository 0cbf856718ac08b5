import { describe, expect, it } from "vitest";
import {
  commitOf,
  fullNameOf,
  listRemoteTags,
  listTags,
  listTagsOfRemote,
  remotesOf,
} from "../../../../src/versions/git/calls";

const [a, b, c] = ["a", "b", "c"].map((digit) => digit.repeat(40));
const output = (stdout: string, exit = 0) => ({ stdout, stderr: "", exit });

describe("reading what git says", () => {
  it("takes lightweight and annotated tags of commits, with their commits and dates", () => {
    const lines = [
      `1.0\tcommit\t${a}\t\t\t2020-01-01T00:00:00Z\t`,
      `2.0\ttag\t${b}\tcommit\t${c}\t2021-01-01T00:00:00Z\t2020-12-31T00:00:00Z`,
      `undated\ttag\t${b}\tcommit\t${c}\t\t2020-12-31T00:00:00Z`,
      `3.0\ttree\t${a}\t\t\t\t`,
      `4.0\ttag\t${a}\ttag\t${b}\t2021-01-01T00:00:00Z\t`,
    ];
    expect(listTags("/w").parse(output(`${lines.join("\n")}\n`))).toEqual([
      { ref: "1.0", commit: a, date: "2020-01-01T00:00:00Z" },
      { ref: "2.0", commit: c, date: "2021-01-01T00:00:00Z" },
      { ref: "undated", commit: c, date: "2020-12-31T00:00:00Z" },
    ]);
  });

  it("takes the commit behind a remote's annotated tag", () => {
    const text = `${a}\trefs/tags/v1.0\n${b}\trefs/tags/v2.0\n${c}\trefs/tags/v2.0^{}\nwarning: x\n`;
    expect(listRemoteTags("https://host/x").parse(output(text))).toEqual([
      { ref: "v1.0", commit: a },
      { ref: "v2.0", commit: c },
    ]);
  });

  it("takes a failure of git for a name that is not there", () => {
    expect(commitOf("/w", "nope").parse(output("", 128))).toBeUndefined();
    expect(fullNameOf("/w", "nope").parse(output("", 128))).toBeUndefined();
  });
});

describe("a clone's remotes", () => {
  it("are read with their first URL, odd names and all, and whose ssh it is", () => {
    const text = "remote.origin.url\nfile:///a\0remote.my.Fork.url\n../b c\0remote.origin.url\nfile:///z\0";
    const remotes = [
      { name: "origin", url: "file:///a" },
      { name: "my.Fork", url: "../b c" },
    ];
    expect(remotesOf("/r").parse(output(text))).toEqual({ remotes, ownSsh: false });
    expect(remotesOf("/r").parse(output(`${text}core.sshcommand\nssh -v\0`))).toEqual({
      remotes,
      ownSsh: true,
    });
    expect(remotesOf("/r").parse(output(""))).toEqual({ remotes: [], ownSsh: false });
  });

  it("are asked without a question to anybody, and with the person's own ssh where there is one", () => {
    const call = listTagsOfRemote("/r", "origin", false);
    expect(call.args.join(" ")).toBe(
      "-C /r -c core.askPass= -c core.sshCommand=ssh -o BatchMode=yes ls-remote --tags -- origin",
    );
    expect(call.env).toMatchObject({ GIT_TERMINAL_PROMPT: "0" });
    expect(listTagsOfRemote("/r", "origin", true).args.join(" ")).not.toContain("ssh");
  });
});
