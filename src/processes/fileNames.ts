/**
 * A name that a file may have on every system, and from which the given one can be read back. Windows keeps some
 * names for devices, whatever ends they have, and takes no dot or blank at an end.
 */
export const fileNameOf = (name: string): string => {
  const encoded = encodeURIComponent(name)
    .replace(/[*'()!~]/g, percent)
    .replace(/\.$/, "%2E");
  return devices.test(encoded) ? `${percent(encoded.slice(0, 1))}${encoded.slice(1)}` : encoded;
};

export const nameOfFile = (fileName: string): string => decodeURIComponent(fileName);

const percent = (character: string): string =>
  `%${character.charCodeAt(0).toString(16).toUpperCase().padStart(2, "0")}`;

const devices = /^(?:con|prn|aux|nul|com\d|lpt\d|conin%24|conout%24)(?:\.|$)/i;
