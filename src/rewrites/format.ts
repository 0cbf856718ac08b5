import type { Format } from "./types";

const formats: readonly (readonly [RegExp, Format])[] = [
  [/(^|\.)env(\.[\w.-]+)?$/i, "env"],
  [/\.(ya?ml)$/i, "yaml"],
  [/\.(jsonc?|code-workspace|webmanifest|ipynb)$/i, "json"],
  [/(\.toml|^pipfile)$/i, "toml"],
  [/(\.(ini|cfg|conf|properties)|^\.(editorconfig|npmrc))$/i, "ini"],
];

/** By the file's name; undefined where a scenario has to say it. */
export const formatOf = (file: string): Format | undefined => {
  const name = file.split(/[/\\]/).at(-1) ?? "";
  return formats.find(([pattern]) => pattern.test(name))?.[1];
};
