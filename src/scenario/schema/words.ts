/** Shapes that many parts of a scenario share. */

import {
  anyName,
  durationText,
  environmentName,
  filled,
  folderText,
  knownName,
  regexText,
  whenText,
  word,
} from "../looks";
import {
  any,
  type Doc,
  described,
  either,
  fixed,
  flag,
  list,
  map,
  number,
  object,
  type Shape,
  text,
} from "../shape";

export const template = (doc: string | Doc): Shape<string> =>
  text(doc, { filling: "all", what: 'a text, such as "${port}"' });

export const early = (doc: string | Doc): Shape<string> => text(doc, { filling: "early" });

export const pattern = (doc: string | Doc): Shape<string> =>
  text(doc, { filling: "pattern", what: "a regular expression", look: regexText });

export const duration = (doc: string | Doc): Shape<string | number> =>
  either(
    [
      text(doc, {
        what: 'a duration, such as "60s"',
        look: durationText,
        regex: "^\\d+(\\.\\d+)?\\s*(ms|s|m|h)$",
      }),
      number("Seconds.", { what: "a number of seconds", min: 0, max: 1e6 }),
    ],
    doc,
  );

export const when: Shape<string> = fixed(
  text(
    {
      description:
        "Only there when this holds. Axes or sides are compared with versions; `&&`, `||`, `!` and parentheses combine.",
      examples: ["release < 1.2", "userCode >= 1.5 && host == workspace"],
    },
    { what: 'a condition, such as "release < 1.2"', look: whenText },
  ),
);

export const sideRef: Shape<string> = fixed(
  text("The side that this belongs to.", {
    what: "the name of a side",
    look: knownName("side", ({ sides }) => sides),
  }),
);

export const serviceRef = (doc: string): Shape<string> =>
  text(doc, { what: "the name of a service", look: knownName("service", ({ services }) => services.keys()) });

export const after: Shape<readonly string[]> = list(
  serviceRef("A service that is ready before this starts."),
  { description: "Services that are ready before this starts.", examples: [["grpc"]] },
);

export const names = (what: string): Shape<string> =>
  text(what, { what, look: word, regex: "^[A-Za-z_][\\w-]*$" });

export const titles = (what: string): Shape<string> => text(what, { what, look: anyName, regex: "\\S" });

export const argv: Shape<readonly string[]> = list(
  template("One argument."),
  {
    description: "Program and arguments, each a text of its own; no shell is involved.",
    examples: [["python", "server.py", "--port", "${port}"]],
  },
  { min: 1 },
);

/** The shell form is only read where `"shell": true` stands beside it. */
export const run: Shape<readonly string[] | string> = either(
  [
    argv,
    text('A line for the shell; needs `"shell": true`.', {
      filling: "all",
      what: "a shell line",
      look: filled,
    }),
  ],
  argv.doc,
);

export const shell: Shape<boolean> = flag("`run` is one line for the shell (`sh`, on Windows `cmd`).");

export const env: Shape<Readonly<Record<string, string>>> = map(
  template("Its value."),
  text("Name of the variable", {
    what: "the name of an environment variable",
    look: environmentName,
    regex: "^[A-Za-z_][\\w.()-]*$",
  }),
  {
    description:
      "Environment variables over the user's own. `${env:NAME}` is a variable of the user; secrets are better named like that than written down.",
    examples: [{ DAGSTER_HOME: "${emulation.dir}/home" }],
  },
);

export const cwd: Shape<string> = text(
  {
    description: "Folder it runs in, relative to the side's tree, which is the default.",
    examples: ["services/web", "${emulation.dir}"],
  },
  { filling: "all", what: "a folder of the side's tree", look: folderText },
);

const portNumber = (doc: string): Shape<number> =>
  number(doc, { what: "a port from 1 to 65535", min: 1, max: 65_535 });

export const ports = map(
  either(
    [
      portNumber("Preferred; another free one is taken where it is held."),
      object(
        "port",
        {
          preferred: portNumber("Taken if it is free, else another."),
          fixed: portNumber("Must be this one; nothing starts where it is held."),
          container: portNumber("The port inside the container; by default the same number as outside."),
          service: names(
            "The service of the compose file that it belongs to; by default the one of this name.",
          ),
        },
        { description: "A port with conditions.", examples: [{ fixed: 8000 }] },
      ),
    ],
    "A number is preferred, else a free one; `fixed` must be that one.",
  ),
  names("the name of a port"),
  {
    description: "Ports by name. `${port}` is the first of them, `${ports.NAME}` any.",
    examples: [{ http: 3000 }, { http: { fixed: 8000 } }, { db: { container: 5432, preferred: 5432 } }],
  },
);

export const expect = object(
  "expect",
  {
    exit: number("The exit code.", { what: "an exit code", min: 0, max: 4_294_967_295 }),
    stdout: pattern("Must match somewhere in what it prints."),
    stderr: pattern("Must match somewhere in what it prints as errors."),
    status: number("The HTTP status.", { what: "an HTTP status", min: 100, max: 599 }),
    body: pattern("Must match somewhere in the answer."),
  },
  {
    description:
      "What a good outcome looks like; all must hold. Texts are regular expressions that may match anywhere.",
    examples: [{ exit: 0, stdout: "SUCCESS" }],
  },
);

export const variables = described(
  map(any("Its value."), titles("the name of a variable"), "Variables."),
  'Values by name. `{ "ask": "Question", "default": … }` is asked before each sending.',
);
