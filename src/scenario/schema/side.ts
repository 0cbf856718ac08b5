/** Sides: a source tree and an environment. */
import { dateOrAxis, filled, npmSource, pypiSource } from "../looks";
import { either, list, object, text } from "../shape";
import { argv, early, env, template } from "./words";

const source = object(
  "source",
  {
    git: text(
      {
        description: "A ref: an axis, a tag, a branch, a commit or `workspace`.",
        examples: ["${release}", "main"],
      },
      { filling: "early", what: "a git ref", look: filled },
    ),
    repo: early("Another repository than the axis's or the workspace: a folder or a URL."),
    pypi: text(
      {
        description: "A Python package with its version; it is installed by itself.",
        examples: ["dagster==${release}"],
      },
      { filling: "early", what: 'a package, such as "name==${release}"', look: pypiSource },
    ),
    npm: text(
      {
        description: "An npm package with its version; it is installed by itself.",
        examples: ["express@${release}"],
      },
      { filling: "early", what: 'a package, such as "name@${release}"', look: npmSource },
    ),
    image: text(
      { description: "An image with its tag.", examples: ["postgres:${release}"] },
      { filling: "early", what: "an image", look: filled },
    ),
    folder: early({ description: "A folder as it is.", examples: ["${workspaceFolder}/../other"] }),
  },
  {
    description: "Where this side's files come from.",
    snippets: {
      "A version of this repository": { git: "${release}" },
      "Python package": { pypi: "name==${release}" },
    },
  },
  { oneOf: [["git", "pypi", "npm", "image", "folder"]] },
);

const pip = template({
  description: "One argument line of pip.",
  examples: ["-e python_modules/dagster", "requests<3"],
});

const python = object(
  "python",
  {
    version: early({ description: "The interpreter's version.", examples: ["3.11", "3.8"] }),
    install: list(pip, { description: "What pip installs, in this order.", examples: [["-e .", "pytest"]] }),
    constraints: either(
      [
        list(early("One constraint."), "Constraints, as lines."),
        early({ description: "A constraints file of the tree.", examples: ["constraints.txt"] }),
      ],
      {
        description: "Bounds for dependencies: a list, or a file of the tree.",
        examples: [["protobuf<4", "sqlalchemy<2"]],
      },
    ),
    requirements: list(early("A requirements file of the tree."), {
      description: "Requirements files of the tree.",
      examples: [["requirements.txt"]],
    }),
    asOf: text(
      {
        description:
          "Dependencies as they were on a date, when this side's own version was released (`release`), or that of an axis; today for `workspace`, branches and commits. Keeps old releases installable without pins.",
        examples: ["release", "2021-09-30"],
      },
      { filling: "early", what: 'a date, "release" or an axis', look: dateOrAxis },
    ),
    existing: early({
      description: "An interpreter or a virtual environment that is there already; nothing is installed.",
      examples: ["${workspaceFolder}/.venv"],
    }),
  },
  {
    description: "A Python environment of its own, built once and cached.",
    snippets: { "Editable install": { version: "3.11", install: ["-e ."] } },
  },
);

const node = object(
  "node",
  {
    version: early({ description: "Node's version.", examples: ["20", "22.11.0"] }),
    install: list(template("A package, as npm install takes it."), {
      description: "Packages to install; without it, what the tree's lock file says.",
      examples: [["express@4"]],
    }),
  },
  "A Node environment.",
);

export const side = object(
  "side",
  {
    source,
    python,
    node,
    commands: list(argv, {
      description: "Any build, in the tree.",
      examples: [
        [
          ["cmake", "-B", "build"],
          ["cmake", "--build", "build"],
        ],
      ],
    }),
    env,
    envFile: early({ description: "A file of variables, relative to the tree.", examples: [".env"] }),
    version: text(
      {
        description: "The version that conditions ask; by default that of its source.",
        examples: ["${release}", "1.2.0"],
      },
      { filling: "early", what: "a version", look: filled },
    ),
  },
  {
    description:
      "A role played by one component at one version: a source tree and an environment to run it in.",
    snippets: {
      "Python from this repository": {
        source: { git: "${release}" },
        python: { version: "3.11", install: ["-e ."] },
      },
    },
  },
  { required: ["source"], scope: true },
);
