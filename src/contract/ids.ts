/** Every id that package.json and the code share, typed once; a test holds the two against each other. */
export const debugType = "backcompat";

export const commandIds = {
  emulate: "backcompat.emulate",
  stop: "backcompat.stop",
  openScenario: "backcompat.openScenario",
} as const;

export type CommandId = (typeof commandIds)[keyof typeof commandIds];

export const contextKeys = {
  /** An emulation of this window runs. */
  running: "backcompat.running",
} as const;
