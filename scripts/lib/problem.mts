/** Something that the person has to mend first; the message says how. */
export class CannotRun extends Error {
  /** 3: this machine can't. */
  readonly exit = 3;
}

/** Something of the project itself is wrong: never a reason to skip. */
export class Broken extends Error {
  readonly exit = 1;
}
