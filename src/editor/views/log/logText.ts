import { basename, dirname } from "node:path";
import { readSegmentName } from "../../../capture/segmentNames";
import { openServiceLog, type StoredLine } from "../../../capture/serviceLog";
import type { Line } from "../../../processes/types";

/** A document of more lines would be slow, and nobody reads them all. */
const shownLines = 10_000;

/** A service's log as text: the time of day, what came by stderr marked. */
export const logText = async (file: string): Promise<string> => {
  const lines = (await lastLines(file)).map(lineText);
  if (lines.length === 0) return "(nothing was said yet)\n";
  const cut = lines.length === shownLines ? [`(the last ${shownLines} lines of ${file})`] : [];
  return `${[...cut, ...lines].join("\n")}\n`;
};

const lastLines = async (file: string): Promise<StoredLine[]> => {
  const log = await openServiceLog(dirname(file), readSegmentName(basename(file))?.service ?? "");
  try {
    return await log.read(log.lines - shownLines, log.lines);
  } finally {
    log.dispose();
  }
};

const lineText = ({ time, stream, text }: Line): string =>
  `${timeOfDay(new Date(time))} ${stream === "stderr" ? "!" : " "} ${withoutColours(text)}`;

const timeOfDay = (date: Date): string => {
  const two = (value: number): string => String(value).padStart(2, "0");
  const whole = [date.getHours(), date.getMinutes(), date.getSeconds()].map(two).join(":");
  return `${whole}.${String(date.getMilliseconds()).padStart(3, "0")}`;
};

const escapeCharacter = String.fromCharCode(27);
const colours = new RegExp(`${escapeCharacter}\\[[0-9;?]*[A-Za-z]`, "g");

const withoutColours = (text: string): string => text.replaceAll(colours, "");
