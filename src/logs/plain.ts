import { stripVTControlCharacters } from "node:util";

/** As a person reads it: no colours, and of a line rewritten in place what stands in the end. */
export const plain = (text: string): string => {
  const short = text.length > longest ? text.slice(0, longest) : text;
  const uncoloured = short.includes("\u001b") ? stripVTControlCharacters(short) : short;
  if (!uncoloured.includes("\r")) return uncoloured;
  const whole = uncoloured.replace(/\r+$/, "");
  return whole.slice(whole.lastIndexOf("\r") + 1);
};

/** Somebody's data on one line; a stack in a field of a record is shorter. */
const longest = 20_000;
