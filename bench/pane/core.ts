// What the bench puts behind the page, bundled for plain Node.
export { openLogStore } from "../../src/capture/logStore";
export { pageOf } from "../../src/editor/logs/page";
export { PaneSession } from "../../src/editor/logs/session";
export { emulationFolder } from "../../src/emulation/emulationFolder";
export { stateFolder } from "../../src/emulation/stateFolder";
export { openLogs } from "../../src/logs/openLogs";
