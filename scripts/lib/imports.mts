export interface Import {
  readonly specifier: string;
  /** Counted from 1. */
  readonly line: number;
  /** Loaded with the file that says it, and so neither a type nor awaited. */
  readonly eager: boolean;
}

/** Every import of a source text: static, re-exporting, dynamic, of types. */
export const importsOf = (text: string): Import[] =>
  forms
    .flatMap((form) => [...text.matchAll(form)])
    .flatMap(({ 0: whole, index, groups }) => {
      const specifier = groups?.["specifier"] ?? "";
      const at = index + whole.length;
      if (commented(text, index)) return [];
      return [{ specifier, line: text.slice(0, at).split("\n").length, eager: eager.test(whole) }];
    })
    .sort((a, b) => a.line - b.line);

const forms = [
  /^[ \t]*(?:import|export)\b[^;"'`]*?\bfrom\s*["'](?<specifier>[^"'\n]+)["']/gm,
  /^[ \t]*import\s*["'](?<specifier>[^"'\n]+)["']/gm,
  /\b(?:import|require)\(\s*(?:\/\*[^*]*\*\/\s*)?["'`](?<specifier>[^"'`\n]+)["'`]/g,
];

const eager = /^\s*(import|export)\b(?!\s+type\b)(?!\s*\()/;

// A line comment before it, or the inside of a doc comment.
const commented = (text: string, index: number): boolean => {
  const before = text.slice(text.lastIndexOf("\n", index - 1) + 1, index);
  return /(^|\s)\/\//.test(before) || /^\s*\*/.test(before);
};
