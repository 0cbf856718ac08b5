/** A shell that keeps a side's environment, although the person's own start-up files set PATH again. */
export interface ShellLaunch {
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  /** To be written before it starts, by name, into a folder of the emulation. */
  readonly files: Readonly<Record<string, string>>;
}

/**
 * What is set after the shell's own start-up files are read. A shell that we don't know gets the environment as any
 * program does.
 */
export const shellLaunch = (
  shell: string,
  variables: Readonly<Record<string, string>>,
  folder: string,
): ShellLaunch => {
  switch (kindOf(shell)) {
    case "bash": {
      const rc = `[ -f ~/.bashrc ] && . ~/.bashrc\n${exportLines(variables)}`;
      return { args: ["--rcfile", `${folder}/bashrc`], env: {}, files: { bashrc: rc } };
    }
    case "zsh": {
      const own = "${BACKCOMPAT_ZDOTDIR:-$HOME}";
      const before = `[ -f "${own}/.zshenv" ] && . "${own}/.zshenv"\n`;
      const rc = `ZDOTDIR="${own}"\n[ -f "$ZDOTDIR/.zshrc" ] && . "$ZDOTDIR/.zshrc"\n${exportLines(variables)}`;
      return { args: ["-i"], env: { ZDOTDIR: folder }, files: { ".zshenv": before, ".zshrc": rc } };
    }
    case "fish":
      return { args: ["-C", fishLines(variables)], env: {}, files: {} };
    case "pwsh":
      return { args: ["-NoExit", "-Command", pwshLines(variables)], env: {}, files: {} };
    case "other":
      return { args: [], env: {}, files: {} };
  }
};

const kindOf = (shell: string): "bash" | "zsh" | "fish" | "pwsh" | "other" => {
  const name = (shell.split(/[\\/]/).at(-1) ?? "").toLowerCase().replace(/\.exe$/, "");
  if (name === "bash" || name === "zsh" || name === "fish") return name;
  return name === "pwsh" || name === "powershell" ? "pwsh" : "other";
};

const exportLines = (variables: Readonly<Record<string, string>>): string =>
  named(variables)
    .map(([name, value]) => `export ${name}='${value.replaceAll("'", `'\\''`)}'\n`)
    .join("");

const fishLines = (variables: Readonly<Record<string, string>>): string =>
  named(variables)
    .map(([name, value]) => `set -gx ${name} ${fishValue(name, value)}`)
    .join("; ");

/** Fish has PATH as a list. */
const fishValue = (name: string, value: string): string => {
  const quoted = (text: string): string => `'${text.replaceAll("\\", "\\\\").replaceAll("'", "\\'")}'`;
  return name === "PATH" ? value.split(":").map(quoted).join(" ") : quoted(value);
};

const pwshLines = (variables: Readonly<Record<string, string>>): string =>
  named(variables)
    .map(([name, value]) => `$env:${name} = '${value.replaceAll("'", "''")}'`)
    .join("; ");

/** A name that no shell can assign stays as the process has it. */
const named = (variables: Readonly<Record<string, string>>): [string, string][] =>
  Object.entries(variables).filter(([name]) => /^[A-Za-z_]\w*$/.test(name));
