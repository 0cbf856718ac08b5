/** A place in code that a stack names. */
export interface Frame {
  /** As printed: absolute, or relative to wherever the program ran. */
  readonly file: string;
  readonly line: number;
  readonly name?: string;
}

/** One exception of a stack. */
export interface Thrown {
  /** What the program says, on one line. */
  readonly text: string;
  /** Innermost first, whatever the language's own order. */
  readonly frames: readonly Frame[];
}

export interface Stack {
  /** What came first stands first: the original cause, then what it led to. Never empty. */
  readonly thrown: readonly Thrown[];
  /** The line after it. */
  readonly end: number;
}

/** Reads the stack that begins at this line, if one does. */
export type StackReader = (lines: readonly string[], at: number) => Stack | undefined;

export const indentOf = (text: string): number => text.length - text.trimStart().length;

/** `pkg.SomeError: why`, `Error`, `java.io.IOException: why`, `std::runtime_error: why`. */
export const isException = (text: string): boolean =>
  /^(?:[A-Za-z_$][\w$]*(?:\.|::))*(?:[A-Za-z_$][\w$]*)?(?:Error|Exception|Interrupt|Exit|Failure|Fault|Warning|Rejection|error|exception)(?:$|:| \[[A-Z_]+\]:?)/.test(
    text,
  );
