import type { Frame } from "./stack";

/** `    at fn (/srv/app.js:3:14)`, `at com.acme.Wire.read(Wire.java:40)`, `at Acme.Read() in C:\wire.cs:line 7`. */
export const isAtLine = (text: string): boolean => /^\s+at \S/.test(text);

/** The place that such a line names; `<anonymous>`, native code and the like have none. */
export const atFrame = (text: string): Frame | undefined => {
  const call = /^\s+at (?:async )?(.+?),?(?: \{)?$/.exec(text)?.[1];
  if (call === undefined || /^(?:java\.base\/|jdk\.|java\.|sun\.)/.test(call)) return undefined;
  const found = java.exec(call) ?? dotnet.exec(call) ?? node.exec(call) ?? bare.exec(call);
  const { name, file, line } = found?.groups ?? {};
  if (file === undefined || file.includes("<anonymous>") || line === undefined) return undefined;
  return { file: pathOf(file), line: Number(line), ...(name === undefined ? {} : { name }) };
};

const java = /^(?<name>[\w$./<>@-]+)\((?<file>[\w$]+\.\w+):(?<line>\d+)\)(?: ~?\[.*\])?$/;
const dotnet = /^(?<name>.+) in (?<file>.+):line (?<line>\d+)$/;
const node = /^(?<name>.+?) \((?<file>.+):(?<line>\d+):\d+\)$/;
const bare = /^(?<file>.+):(?<line>\d+):\d+$/;

const pathOf = (file: string): string => file.replace(/^file:\/\/(?:\/(?=[A-Za-z]:))?/, "");
