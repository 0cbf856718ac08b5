// What the bench puts behind the page, bundled for plain Node.
export { openLogStore } from "../../src/capture/logStore";
export { PaneSession } from "../../src/editor/logs/session";
export { pageOf } from "../../src/editor/pages/page";
export { emulationFolder } from "../../src/emulation/emulationFolder";
export { stateFolder } from "../../src/emulation/stateFolder";
export { openLogs } from "../../src/logs/openLogs";
