// What the bench drives, bundled for plain Node.
export { followContainer } from "../../src/capture/containerFollower";
export { openLogStore } from "../../src/capture/logStore";
export { openServiceLog } from "../../src/capture/serviceLog";
export { parseHost } from "../../src/containers/host";
export { openEngine } from "../../src/containers/openEngine";
export { containersWorld } from "../../src/containers/world";
export { engineLogs } from "../../src/services/engineLogs";
export { startDockerd } from "../../test/engine/harness/dockerd";
export { docker, importBusybox } from "../../test/engine/harness/images";
