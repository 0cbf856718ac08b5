import { inputFailure } from "../util/problem";

// Files hold bytes that are not UTF-8 (a name in latin-1 in an old comment), and they have to come back as they
// were. Each such byte becomes a lone low surrogate, which no valid UTF-8 decodes to, and so can be told again.
const escapeBase = 0xdc00;
const byteOrderMark = "\ufeff";

export interface Decoded {
  readonly mark: string;
  readonly text: string;
}

export const decode = (bytes: Uint8Array, file: string): Decoded => {
  refuseWide(bytes, file);
  const text = decodeValid(bytes) ?? decodeMixed(bytes);
  return text.startsWith(byteOrderMark) ? { mark: byteOrderMark, text: text.slice(1) } : { mark: "", text };
};

export const encode = (text: string): Uint8Array => {
  const parts = text.split(/([\udc80-\udcff]+)/u);
  if (parts.length === 1) return new TextEncoder().encode(text);
  return Buffer.concat(parts.map((part, index) => (index % 2 === 1 ? rawBytes(part) : Buffer.from(part))));
};

/** Whether a text can be written as UTF-8 at all. */
export const wellFormed = (text: string): boolean => !/\p{Surrogate}/u.test(text);

const refuseWide = (bytes: Uint8Array, file: string): void => {
  const [first, second] = bytes;
  const wide =
    (first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff) || bytes.includes(0);
  if (!wide) return;
  throw inputFailure("not-utf8", `${file} is UTF-16, UTF-32 or binary, and only UTF-8 can be rewritten`, {
    hint: "Save the file as UTF-8.",
    place: { file, line: 1, column: 1 },
  });
};

const decodeValid = (bytes: Uint8Array): string | undefined => {
  const text = new TextDecoder("utf-8", { ignoreBOM: true }).decode(bytes);
  return text.includes("\ufffd") && !Buffer.from(text).equals(bytes) ? undefined : text;
};

const decodeMixed = (bytes: Uint8Array): string => {
  const parts: string[] = [];
  for (let at = 0; at < bytes.length; ) {
    const length = sequenceLength(bytes, at);
    parts.push(
      length === 0
        ? String.fromCharCode(escapeBase + (bytes[at] ?? 0))
        : Buffer.from(bytes.subarray(at, at + length)).toString("utf8"),
    );
    at += Math.max(length, 1);
  }
  return parts.join("");
};

/** 0 where no valid sequence begins. */
const sequenceLength = (bytes: Uint8Array, at: number): number => {
  const lead = bytes[at] ?? 0;
  if (lead < 0x80) return 1;
  const length = lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : 2;
  const piece = bytes.subarray(at, at + length);
  return Buffer.from(Buffer.from(piece).toString("utf8")).equals(piece) ? length : 0;
};

const rawBytes = (escaped: string): Buffer =>
  Buffer.from([...escaped].map((unit) => unit.charCodeAt(0) - escapeBase));
