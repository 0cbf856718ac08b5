import { stripVTControlCharacters } from "node:util";

/** As a person reads it: no colours, and of a line rewritten in place what stands in the end. */
export const plain = (text: string): string => {
  const uncoloured = text.includes("\u001b") ? stripVTControlCharacters(text) : text;
  if (!uncoloured.includes("\r")) return uncoloured;
  const whole = uncoloured.replace(/\r+$/, "");
  return whole.slice(whole.lastIndexOf("\r") + 1);
};
