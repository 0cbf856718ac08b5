/** Axes: what has versions. */
import { knownName, rangeText } from "../looks";
import { either, fixed, flag, list, map, object, text } from "../shape";
import { pattern, titles } from "./words";

const version = text("A version.", { what: 'a version, such as "1.2.0"' });

export const versions = either(
  [
    list(version, "Versions as a list, from old to new.", { min: 1 }),
    object(
      "versions",
      {
        git: text(
          {
            description:
              "A repository: its tags are the versions, and also `workspace`, branches and commits are known.",
            examples: ["${workspaceFolder}", "https://example.org/team/project.git"],
          },
          { filling: "folder", what: "a folder or URL of a repository" },
        ),
        match: pattern({
          description: "Which tags count. Its first group, if any, is the version.",
          examples: ["^\\d+\\.\\d+\\.\\d+$", "^v(\\d+\\.\\d+\\.\\d+)$"],
        }),
        pypi: text({ description: "A package of the Python index.", examples: ["dagster"] }),
        npm: text({ description: "A package of the npm registry.", examples: ["express"] }),
        image: text({ description: "An image, whose tags are the versions.", examples: ["postgres"] }),
      },
      "Where versions come from.",
      { oneOf: [["git", "pypi", "npm", "image"]] },
    ),
  ],
  {
    description: "Where versions come from: a list, or one of `git`, `pypi`, `npm`, `image`.",
    snippets: {
      "Tags of this repository": { git: "${workspaceFolder}", match: "^v?\\d+\\.\\d+\\.\\d+$" },
      "Python package": { pypi: "name" },
      "npm package": { npm: "name" },
      "A list": ["1.0.0"],
    },
  },
);

export const axis = object(
  "axis",
  {
    versions: fixed(versions),
    like: fixed(
      text("Another axis whose versions these are; what stands here beside it differs.", {
        what: "the name of an axis",
        look: knownName("axis", ({ axes }) => axes),
      }),
    ),
    range: fixed(
      text(
        {
          description: "Conditions with spaces between; all must hold.",
          examples: [">=0.12.8", ">=4.0.0 <=6.0.2"],
        },
        { what: 'a range, such as ">=1.2 <2"', look: rangeText },
      ),
    ),
    exclude: fixed(
      list(version, { description: "Versions (or ranges) that are left out.", examples: [["1.8.3"]] }),
    ),
    aliases: fixed(
      map(version, titles("a name for a version"), {
        description: "Names for versions.",
        examples: [{ earliest: "0.12.8" }],
      }),
    ),
    default: fixed(
      text({
        description:
          "What is taken when nobody chose: a version, an alias, `workspace`, or one of `@latest`, `@latest-minor`, `@previous-minor`, `@earliest`.",
        examples: ["workspace", "@latest", "@latest-minor"],
      }),
    ),
    prereleases: fixed(flag("Offers pre-releases too.")),
  },
  {
    description: "Something that has versions.",
    snippets: {
      "Tags of this repository": { versions: { git: "${workspaceFolder}" }, default: "workspace" },
      "Like another axis": { like: "host", default: "@latest" },
    },
  },
  { oneOf: [["versions", "like"]] },
);
