import { stat } from "node:fs/promises";
import { basename } from "node:path";
import { openServiceLog } from "../capture/serviceLog";
import type { EmulationFolder } from "../emulation/emulationFolder";
import { type EngineClocks, readEngineClocks } from "../emulation/engineClocks";
import type { LineStore } from "./index/lineStore";
import { openPlainFile } from "./index/plainFile";
import { SourceIndex } from "./index/sourceIndex";
import { LogBase } from "./logBase";
import { newSourcesOf } from "./sources";
import { StoredView } from "./storedView";
import type { LogSource, LogView } from "./view";

export interface OpenLogs {
  /** Hears of lines, and of services, that come later. */
  readonly follow?: boolean;
  readonly signal?: AbortSignal;
}

/** The logs of an emulation that runs or has run, merged by time. */
export const openLogs = async (folder: EmulationFolder, options: OpenLogs = {}): Promise<LogView> => {
  const base = new LogBase(async (known) => {
    const found = await newSourcesOf(folder, new Set(known.map(({ source }) => source.id)));
    const clocks = found.length === 0 ? {} : await readEngineClocks(folder);
    return await Promise.all(
      found.map(async (source) => {
        const store = await openServiceLog(folder.logs, source.service, options.signal);
        return indexed(source, store, clocks);
      }),
    );
  });
  return await opened(base, options.follow === true);
};

/** Files of others, each by the times that it says itself. */
export const openFiles = async (files: readonly string[], signal?: AbortSignal): Promise<LogView> => {
  const base = new LogBase(async (known) =>
    known.length > 0 ? [] : await Promise.all(files.map((file) => plainSource(file, signal))),
  );
  return await opened(base, false);
};

const indexed = (source: LogSource, store: LineStore, clocks: EngineClocks): SourceIndex => {
  const offsetMs = source.engine === undefined ? 0 : (clocks[source.engine] ?? 0);
  return new SourceIndex(
    source,
    store,
    { records: true, trustArrival: source.engine !== undefined, offsetMs },
    0,
  );
};

const plainSource = async (file: string, signal?: AbortSignal): Promise<SourceIndex> => {
  const source = { id: file, service: basename(file), side: undefined, version: undefined };
  const { mtimeMs } = await stat(file);
  const form = { records: false, trustArrival: false, offsetMs: 0 };
  return new SourceIndex(source, await openPlainFile(file, signal), form, mtimeMs);
};

const opened = async (base: LogBase, follow: boolean): Promise<LogView> => {
  const view = new StoredView(base);
  try {
    await base.refresh();
  } catch (error) {
    view.dispose();
    throw error;
  }
  if (follow) base.follow();
  return view;
};
