import { readLog } from "../capture/readLog";
import type { EmulationFolder } from "../emulation/emulationFolder";
import { readLevel } from "./levels";
import { simpleView } from "./simpleView";
import { sourcesOf } from "./sources";
import type { LogLevel, LogRow, LogView } from "./view";

/** The logs of an emulation that runs or has run, merged by time. */
export const openLogs = async (folder: EmulationFolder): Promise<LogView> => {
  const rows: LogRow[] = [];
  for (const { source, file } of await sourcesOf(folder)) {
    let sourceLine = 0;
    for await (const { time, stream, text } of readLog(file)) {
      rows.push({
        line: 0,
        source,
        sourceLine,
        time,
        stream,
        text,
        level: levelOf(text),
        continues: /^\s/.test(text),
      });
      sourceLine++;
    }
  }
  return simpleView(rows.sort((a, b) => a.time - b.time));
};

const levelOf = (text: string): LogLevel | undefined => {
  const level = readLevel(text)?.level;
  return level === "quiet" ? "info" : level;
};
