/** Base64 of any text that holds this one: three alignments, less the characters that neighbours share. */
export const shiftedBase64 = (text: string): string[] =>
  [0, 1, 2].flatMap((offset) => {
    const bytes = Buffer.concat([Buffer.alloc(offset), Buffer.from(text, "utf8")]);
    const encoded = bytes.toString("base64");
    const core = encoded.slice(Math.ceil((offset * 8) / 6), Math.floor((bytes.length * 8) / 6));
    const whole = offset === 0 ? [encoded, urlSafe(encoded), encoded.replaceAll("=", "")] : [];
    return core.length < shortestCore ? whole : [...whole, core, urlSafe(core)];
  });

/** As it stands within a JSON text. */
export const jsonText = (text: string): string => JSON.stringify(text).slice(1, -1);

/** Fewer characters than these may stand in any other text by chance. */
const shortestCore = 6;

const urlSafe = (base64: string): string =>
  base64.replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
