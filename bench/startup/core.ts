/** What benches ask of the core directly, where a command line around it would be most of the figure. */
export { thisMachine } from "../../src/emulation/machine";
export { newRunToken } from "../../src/processes/tokens";
