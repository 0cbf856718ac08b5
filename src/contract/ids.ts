/** Every id that package.json and the code share, typed once; a test holds the two against each other. */
export const debugType = "backcompat";

export const commandIds = {
  emulate: "backcompat.emulate",
  stop: "backcompat.stop",
  openScenario: "backcompat.openScenario",
} as const;

export type CommandId = (typeof commandIds)[keyof typeof commandIds];

/** Around one click: what surrounds the choice of a release. */
export const emulateCommandIds = {
  emulateAgain: "backcompat.emulateAgain",
  plan: "backcompat.plan",
  setUp: "backcompat.setUp",
  menu: "backcompat.menu",
  showOutput: "backcompat.showOutput",
} as const;

export type EmulateCommandId = (typeof emulateCommandIds)[keyof typeof emulateCommandIds];

export const contextKeys = {
  /** An emulation of this window runs. */
  running: "backcompat.running",
  /** The tree of a side is shown. */
  exploring: "backcompat.exploring",
  /** The active editor shows a file of a tree of ours, which is read-only until somebody asks. */
  inTree: "backcompat.inTree",
  /** The active editor shows a file of a side, be it the workspace or a tree. */
  inSide: "backcompat.inSide",
} as const;

export const viewIds = {
  /** Of the activity bar. */
  container: "backcompat",
  scenario: "backcompat.scenario",
  containers: "backcompat.containers",
  emulations: "backcompat.emulations",
  explore: "backcompat.explore",
} as const;

/** On rows of the views; from the palette they ask which one is meant. */
export const viewCommandIds = {
  refreshViews: "backcompat.refreshViews",
  emulateScenario: "backcompat.emulateScenario",
  emulateSwapped: "backcompat.emulateSwapped",
  swapSides: "backcompat.swapSides",
  runMatrix: "backcompat.runMatrix",
  stopEmulation: "backcompat.stopEmulation",
  startService: "backcompat.startService",
  stopService: "backcompat.stopService",
  restartService: "backcompat.restartService",
  attachDebugger: "backcompat.attachDebugger",
  debugService: "backcompat.debugService",
  undebugService: "backcompat.undebugService",
  openInBrowser: "backcompat.openInBrowser",
  showLog: "backcompat.showLog",
  showAllLogs: "backcompat.showAllLogs",
  findInLog: "backcompat.findInLog",
  sendAction: "backcompat.sendAction",
  showRewrite: "backcompat.showRewrite",
  changeVersion: "backcompat.changeVersion",
  openTerminal: "backcompat.openTerminal",
  copyShellCommands: "backcompat.copyShellCommands",
  copyTreePath: "backcompat.copyTreePath",
  exploreSide: "backcompat.exploreSide",
  closeExplorer: "backcompat.closeExplorer",
  refreshExplorer: "backcompat.refreshExplorer",
  openToSide: "backcompat.openToSide",
  findInTree: "backcompat.findInTree",
  compareWithOtherSide: "backcompat.compareWithOtherSide",
  allowEditing: "backcompat.allowEditing",
  openArtifact: "backcompat.openArtifact",
  revealArtifacts: "backcompat.revealArtifacts",
  deleteEmulation: "backcompat.deleteEmulation",
  cleanUpDead: "backcompat.cleanUpDead",
} as const;

export type ViewCommandId = (typeof viewCommandIds)[keyof typeof viewCommandIds];

/** On rows of the Containers view; some take all that are selected. */
export const containerCommandIds = {
  reconnectEngine: "backcompat.reconnectEngine",
  startContainer: "backcompat.startContainer",
  stopContainer: "backcompat.stopContainer",
  restartContainer: "backcompat.restartContainer",
  pauseContainer: "backcompat.pauseContainer",
  unpauseContainer: "backcompat.unpauseContainer",
  killContainer: "backcompat.killContainer",
  removeContainer: "backcompat.removeContainer",
  showContainerLog: "backcompat.showContainerLog",
  deleteContainerLog: "backcompat.deleteContainerLog",
  openContainerShell: "backcompat.openContainerShell",
  openContainerPort: "backcompat.openContainerPort",
  inspectContainer: "backcompat.inspectContainer",
  copyContainerId: "backcompat.copyContainerId",
  copyFromContainer: "backcompat.copyFromContainer",
} as const;

export type ContainerCommandId = (typeof containerCommandIds)[keyof typeof containerCommandIds];

/** Of the webview panels that show logs; also where the editor keeps their state. */
export const logPaneType = "backcompat.log";

/** Of the webview panels that show a matrix. */
export const matrixPaneType = "backcompat.matrix";

/** Of the test explorer. */
export const testControllerId = "backcompat";

export const settingIds = {
  wordWrap: "backcompat.logs.wordWrap",
  foldRecords: "backcompat.logs.foldRecords",
} as const;
