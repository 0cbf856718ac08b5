/** Digits at this place as a number; -1 where not all of them are digits. */
export const digitsAt = (bytes: Uint8Array, at: number, count: number): number => {
  let value = 0;
  for (let i = at; i < at + count; i++) {
    const digit = (bytes[i] ?? 0) - 48;
    if (digit < 0 || digit > 9) return -1;
    value = value * 10 + digit;
  }
  return value;
};

export const isDigit = (byte: number): boolean => byte >= 48 && byte <= 57;

export const isLetter = (byte: number): boolean => {
  const small = byte | 32;
  return small >= 97 && small <= 122;
};

export const isUpper = (byte: number): boolean => byte >= 65 && byte <= 90;

export const startsWith = (bytes: Uint8Array, at: number, end: number, word: Uint8Array): boolean => {
  if (at + word.length > end) return false;
  for (let i = 0; i < word.length; i++) if (bytes[at + i] !== word[i]) return false;
  return true;
};

export const ascii = (text: string): Uint8Array => Buffer.from(text, "latin1");

export const newline = 10;
export const carriageReturn = 13;
export const tab = 9;
export const escapeByte = 27;
export const blank = 32;
export const quote = 34;
export const comma = 44;
export const minus = 45;
export const dot = 46;
export const slash = 47;
export const plus = 43;
export const colon = 58;
export const equals = 61;
export const opening = 91;
export const backslash = 92;
export const brace = 123;
