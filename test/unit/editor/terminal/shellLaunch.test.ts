import { describe, expect, it } from "vitest";
import { shellLaunch } from "../../../../src/editor/terminal/shellLaunch";

const variables = { PATH: "/side/bin:/usr/bin", GREETING: "it's" };
const launch = (shell: string) => shellLaunch(shell, variables, "/work/t");

describe("a shell in a side's environment", () => {
  it("sets it after the person's own start-up file, which is read as ever", () => {
    const { args, files } = launch("/usr/bin/bash");
    expect(args).toEqual(["--rcfile", "/work/t/bashrc"]);
    expect(files["bashrc"]?.split("\n")).toEqual([
      "[ -f ~/.bashrc ] && . ~/.bashrc",
      "export PATH='/side/bin:/usr/bin'",
      `export GREETING='it'\\''s'`,
      "",
    ]);
  });

  it("leads zsh to its own files by ZDOTDIR, and gives that back", () => {
    const { args, env, files } = launch("/bin/zsh");
    expect(args).toEqual(["-i"]);
    expect(env).toEqual({ ZDOTDIR: "/work/t" });
    expect(files[".zshrc"]).toMatch(/^ZDOTDIR="\$\{BACKCOMPAT_ZDOTDIR:-\$HOME\}"\n/);
    expect(files[".zshrc"]).toMatch(/\. "\$ZDOTDIR\/\.zshrc"\nexport PATH='\/side\/bin:\/usr\/bin'/);
    expect(files[".zshenv"]).toContain(".zshenv");
  });

  it("tells fish its PATH as a list", () => {
    expect(launch("/usr/bin/fish").args).toEqual([
      "-C",
      "set -gx PATH '/side/bin' '/usr/bin'; set -gx GREETING 'it\\'s'",
    ]);
  });

  it("tells PowerShell by a command, of whichever edition", () => {
    const expected = ["-NoExit", "-Command", "$env:PATH = '/side/bin:/usr/bin'; $env:GREETING = 'it''s'"];
    expect(launch("C:\\Program Files\\PowerShell\\7\\pwsh.exe").args).toEqual(expected);
    expect(launch("C:\\Windows\\System32\\WindowsPowerShell\\v1.0\\powershell.exe").args).toEqual(expected);
  });

  it("leaves a shell that it does not know to the environment of the process", () => {
    expect(launch("C:\\Windows\\System32\\cmd.exe")).toEqual({ args: [], env: {}, files: {} });
    expect(launch("")).toEqual({ args: [], env: {}, files: {} });
  });

  it("leaves out names that no shell can assign", () => {
    const odd = shellLaunch("bash", { "BASH_FUNC_x%%": "() { :; }", "ProgramFiles(x86)": "C:\\x" }, "/t");
    expect(odd.files["bashrc"]).toBe("[ -f ~/.bashrc ] && . ~/.bashrc\n");
  });
});
