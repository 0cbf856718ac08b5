/** Why an emulation ended that somebody else had to undo. */
export const hostDied = "its host died; what it had changed was undone";
