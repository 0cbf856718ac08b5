/** Keys as `section.key`, or `key` before any section; an indented line goes on with the value before it. */
export const readIni = (text: string): ReadonlyMap<string, string> => {
  const values = new Map<string, string>();
  let section = "";
  let last = "";
  for (const line of text.replace(/^\uFEFF/, "").split(/\r?\n/)) {
    if (/^\s*([#;].*)?$/.test(line)) continue;
    const header = /^\[(.+)\]\s*$/.exec(line);
    const entry = /^(\S[^=:]*?)\s*[=:]\s*(.*?)\s*$/.exec(line);
    if (header?.[1]) section = `${header[1]}.`;
    else if (/^\s/.test(line) && last !== "") values.set(last, `${values.get(last) ?? ""}\n${line.trim()}`);
    else if (entry?.[1] !== undefined) {
      last = section + entry[1].toLowerCase().replaceAll("_", "-");
      values.set(last, entry[2] ?? "");
    }
  }
  return values;
};
