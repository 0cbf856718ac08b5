/** What readers of YAML 1.1 and 1.2 may take for something other than the text it is. */
const traps: readonly RegExp[] = [
  /^(?:y|n|yes|no|on|off|true|false|null|~|=|<<)$/i,
  /^[-+]?\.(?:inf|nan)$/i,
  // Numbers, also with an exponent, underscores, another base, or as minutes and seconds.
  /^[-+]?(?:0x[\da-f_]+|0o?[0-7_]+|0b[01_]+)$/i,
  /^[-+]?(?:\d[\d_]*)?\.?[\d_]*(?:e[-+]?\d+)?$/i,
  /^[-+]?\d[\d_]*(?::[0-5]?\d)+(?:\.[\d_]*)?$/,
  /^\d{4}-\d\d?-\d\d?(?:[Tt \t].*)?$/,
];

export const plainIsSafe = (text: string, inFlow: boolean): boolean =>
  /^[\p{L}\p{N}_./\\~+$(;^=<-][\p{L}\p{M}\p{N}\p{P}\p{S} ]*$/u.test(text) &&
  !/^-(?:\s|$|--)|^\.\.\.|: |:$| #| $/.test(text) &&
  !(inFlow && /[,[\]{}:?]/.test(text)) &&
  !traps.some((trap) => trap.test(text));

/** `yes` and dates are text or not, as one's YAML has it: over one of them, another one stays what it was. */
export const sameKind = (old: string, text: string): boolean =>
  [/^(?:y|n|yes|no|on|off)$/i, /^\d{4}-\d\d?-\d\d?$/].some((kind) => kind.test(old) && kind.test(text));

/** Undefined where single quotes cannot hold it. */
export const singleQuoted = (text: string): string | undefined =>
  /[\p{C}\u0085\u2028\u2029]/u.test(text) ? undefined : `'${text.replaceAll("'", "''")}'`;

export const doubleQuoted = (text: string): string =>
  JSON.stringify(text).replace(
    /[\u007f-\u009f\u2028\u2029\ufeff\ufffe\uffff]/g,
    (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );

/** YAML 1.1 takes `1e21` for text: its numbers with an exponent have a dot and a sign. */
export const bareText = (text: string): string =>
  text.replace(
    /^(-?\d+)(\.\d+)?e([-+]?)/i,
    (_, whole, part = ".0", sign) => `${whole}${part}e${sign || "+"}`,
  );
