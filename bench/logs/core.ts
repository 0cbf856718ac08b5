// What the bench drives, bundled for plain Node.
export { openLogStore } from "../../src/capture/logStore";
export { openFiles, openLogs } from "../../src/logs/openLogs";
