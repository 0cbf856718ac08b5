/** Results on stdout, everything else on stderr; colours and the bar only for a person's terminal. */
export interface Terminal {
  out(text: string): void;
  say(text: string): void;
  /** A line that the next `say` or `status` replaces; nothing where nobody looks. */
  status(text: string): void;
  paint(colour: Colour, text: string): string;
  readonly interactive: boolean;
}

export type Colour = "red" | "green" | "yellow" | "blue" | "magenta" | "cyan" | "dim" | "bold";

const codes: Readonly<Record<Colour, number>> = {
  red: 31,
  green: 32,
  yellow: 33,
  blue: 34,
  magenta: 35,
  cyan: 36,
  dim: 2,
  bold: 1,
};

export const processTerminal = (env: NodeJS.ProcessEnv = process.env): Terminal => {
  const interactive = process.stderr.isTTY === true && env["TERM"] !== "dumb" && env["CI"] === undefined;
  const coloured = interactive && env["NO_COLOR"] === undefined;
  // Whoever reads us may stop early, such as `head`; what is under way is still to be put back.
  for (const stream of [process.stdout, process.stderr]) stream.on("error", ignoreClosed);
  let pending = false;
  // Who reads may leave before we are done, as `head` does; what is under way is still undone.
  for (const stream of [process.stdout, process.stderr]) stream.on("error", () => undefined);
  const clear = (): void => {
    if (pending) process.stderr.write("\r\u001b[K");
    pending = false;
  };
  return {
    interactive,
    out: (text) => {
      clear();
      process.stdout.write(`${text}\n`);
    },
    say: (text) => {
      clear();
      process.stderr.write(`${text}\n`);
    },
    status: (text) => {
      if (!interactive) return;
      clear();
      process.stderr.write(text.slice(0, (process.stderr.columns ?? 80) - 1));
      pending = true;
    },
    paint: (colour, text) => (coloured ? `\u001b[${codes[colour]}m${text}\u001b[0m` : text),
  };
};

const ignoreClosed = (error: NodeJS.ErrnoException): void => {
  if (error.code !== "EPIPE") throw error;
};
