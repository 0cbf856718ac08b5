import type { Line } from "../processes/types";
import { type AppendAt, appendAt } from "./appendAt";
import { LogFile } from "./logFile";
import { keepQuota } from "./quota";
import { SegmentWriter } from "./segmentWriter";
import { markStoreVersion } from "./storeVersion";

export interface LogStore {
  /** Takes the line as it is: secrets are masked by whoever has it. */
  append(service: string, line: Line): void;
  /** To be waited for by whoever can wait with more lines; undefined where there is no need to. */
  drained(service: string): Promise<void> | undefined;
  /** Settles when all lines so far are on disk. */
  flush(): Promise<void>;
  /** Nothing is lost by it; lines that come later are written too. */
  close(): Promise<void>;
}

export interface LogLimits {
  /** A file of a service that is as long is closed, and another one begun. */
  readonly segmentBytes: number;
  /** What the logs of one emulation may take of the disk; beyond, the oldest lines go. */
  readonly quotaBytes: number;
}

export const defaultLogLimits: LogLimits = { segmentBytes: 32 * 1024 ** 2, quotaBytes: 4 * 1024 ** 3 };

export interface LogStoreOptions extends Partial<LogLimits> {
  /** Told once when the disk refuses: the programs whose lines these are go on. */
  readonly onTrouble?: (service: string, error: unknown) => void;
  readonly append?: AppendAt;
}

interface ServiceFiles {
  readonly lines: LogFile;
  readonly segments: SegmentWriter;
}

/** Append-only logs, a row of files for each service, in a folder that is there. */
export const openLogStore = async (folder: string, options: LogStoreOptions = {}): Promise<LogStore> => {
  await markStoreVersion(folder);
  const services = new Map<string, ServiceFiles>();
  const { quotaBytes, segmentBytes } = { ...defaultLogLimits, ...options };
  let dropping = Promise.resolve();
  const open = (service: string): ServiceFiles => {
    const trouble = (error: unknown): void => options.onTrouble?.(service, error);
    const onRolled = (): void => {
      dropping = dropping.then(() => keepQuota(folder, quotaBytes)).catch(trouble);
    };
    const segments = new SegmentWriter({
      folder,
      service,
      // Of what is not closed yet nothing can go.
      segmentBytes: Math.min(segmentBytes, Math.ceil(quotaBytes / 4)),
      append: options.append ?? appendAt,
      onRolled,
    });
    const opened = { segments, lines: new LogFile((records) => segments.write(records), trouble) };
    services.set(service, opened);
    return opened;
  };
  const flush = async (): Promise<void> => {
    await Promise.all([...services.values()].map(({ lines }) => lines.flush()));
    await dropping;
  };
  return {
    append: (service, line) => (services.get(service) ?? open(service)).lines.write(line),
    drained: (service) => services.get(service)?.lines.drained(),
    flush,
    close: async () => {
      await flush();
      await Promise.all([...services.values()].map(({ segments }) => segments.close()));
    },
  };
};
