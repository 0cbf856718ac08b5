import { ascii, colon, isDigit, isLetter, startsWith } from "./ascii";
import { goPanic, traceback } from "./belonging";

/** Whether a line without a level is an exception: `Traceback …`, `panic: …`, `pkg.SomeError: why`. */
export const isThrown = (bytes: Uint8Array, from: number, end: number): boolean => {
  if (!isLetter(bytes[from] ?? 0)) return false;
  if (heads.some((head) => startsWith(bytes, from, end, head))) return true;
  let i = from;
  while (i < end && isName(bytes[i] ?? 0)) i++;
  if (i < end && bytes[i] !== colon) return false;
  return names.some((name) => i - name.length >= from && startsWith(bytes, i - name.length, i, name));
};

const heads = [traceback, goPanic, ascii("Exception in thread "), ascii("Uncaught "), ascii("fatal error: ")];
const names = ["Error", "Exception", "error"].map(ascii);

const isName = (byte: number): boolean =>
  isLetter(byte) || isDigit(byte) || byte === 46 || byte === 95 || byte === 36;
