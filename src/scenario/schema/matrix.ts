/** Which versions are tried with which. */
import { knownName, rangeText } from "../looks";
import { choice, either, list, map, number, object, text } from "../shape";
import { pattern, when } from "./words";

const axisRef = text("An axis.", {
  what: "the name of an axis",
  look: knownName("axis", ({ axes }) => axes),
});

export const state = choice(
  ["fresh", "kept"],
  "`fresh`: new data directories, volumes and databases for each cell. `kept`: one through a sequence of cells.",
);

export const matrix = object(
  "matrix",
  {
    axes: either(
      [
        list(axisRef, "The axes that vary."),
        map(
          either(
            [
              text("A range.", { what: 'a range, such as ">=1.2 <2"', look: rangeText }),
              list(text("A version."), "Versions, which may be aliases, branches or commits."),
            ],
            "Which versions of it.",
          ),
          text("An axis", { what: "the name of an axis", look: knownName("axis", ({ axes }) => axes) }),
          "Axes with the versions to try.",
        ),
      ],
      {
        description: "The axes that vary, with or without a range or list of versions; by default all.",
        examples: [["host", "release"], { host: ">=1.2", release: ["1.0.0", "@latest"] }],
      },
    ),
    state,
    jobs: number("How many cells run at once.", { what: "a number of jobs", min: 1, max: 1024 }),
    expect: list(
      object(
        "expected red",
        { when, check: pattern("Only these checks."), reason: text("Why it is known to fail.") },
        "A known red.",
        { required: ["when", "reason"] },
      ),
      "Cells that are known to be red, each with a reason.",
    ),
    sample: number("Runs only so many cells, well spread.", { what: "a number of cells", min: 1, max: 1e6 }),
    self: list(list(axisRef, "Axes of one product."), {
      description: "Groups of axes that are the same product, so that a version can be tried with itself.",
      examples: [[["client", "server"]]],
    }),
  },
  "Which versions are tried with which.",
);
