/** Services that are containers: of an image, of an image built from a tree, of a compose file. */

import { filled, memoryText } from "../looks";
import { either, list, map, object, type Shape, text } from "../shape";
import { argv, names, template, titles } from "./words";

const volume = template({
  description:
    "What is mounted where: `NAME:/PATH`, a volume of the emulation, or `./FOLDER:/PATH`, a folder or file of the side's tree; `:ro` at the end makes it read-only.",
  examples: ["data:/var/lib/postgresql/data", "./conf:/etc/app:ro"],
});

/** How a container of an image is run, wherever its image comes from. */
const running = {
  run: argv,
  entrypoint: list(template("One argument."), "In place of the image's entry point.", { min: 1 }),
  volumes: list(volume, {
    description:
      "Volumes and folders. A volume is new for each emulation, or one for all where `state` is `kept`.",
    examples: [["data:/var/lib/postgresql/data", "./conf:/etc/app:ro"]],
  }),
  user: template({ description: "Who runs it, by name or number.", examples: ["1000:1000"] }),
  workdir: template({ description: "The folder inside that it runs in.", examples: ["/app"] }),
  memory: text(
    { description: "How much memory it may take.", examples: ["512m", "2g"] },
    { what: 'an amount of memory, such as "512m"', look: memoryText },
  ),
};

export const image = either(
  [
    template({ description: "An image.", examples: ["postgres:15"] }),
    object(
      "image",
      {
        image: text(
          { description: "An image.", examples: ["postgres:15", "registry.example.org/team/app:${release}"] },
          { filling: "all", what: "an image", look: filled },
        ),
        ...running,
      },
      "An image and how to run it.",
      { required: ["image"] },
    ),
  ],
  {
    description: "Runs a container of an image.",
    snippets: {
      Image: "postgres:15",
      "Image with a volume": { image: "postgres:15", volumes: ["data:/var/lib/postgresql/data"] },
    },
  },
);

export const build = either(
  [
    template("A context folder of the side's tree."),
    object(
      "build",
      {
        context: template({
          description: "The folder of the side's tree that it is built from; by default the whole of it.",
          examples: [".", "services/web"],
        }),
        dockerfile: template({
          description: "The Dockerfile, relative to the context.",
          examples: ["docker/Dockerfile"],
        }),
        args: map(
          template("Its value."),
          titles("the name of a build argument"),
          "Build arguments (`ARG`); they stay readable in the image, so secrets have no place here.",
        ),
        target: template("The stage to build, of a Dockerfile with several."),
        ...running,
      },
      "A context with its Dockerfile, arguments, target, and how to run what comes of it.",
    ),
  ],
  {
    description:
      "Runs a container of an image built from the side's tree; the same content is built only once.",
    snippets: { "Build from the tree": { context: "." } },
  },
);

const composeFile: Shape<string> = template("A compose file, relative to the side's tree or `cwd`.");

export const compose = either(
  [
    composeFile,
    object(
      "compose",
      {
        file: either([composeFile, list(composeFile, "Compose files, later ones over earlier ones.")], {
          description: "The compose file, or several. By default the one that compose itself would take.",
          examples: ["compose.yaml", ["compose.yaml", "compose.test.yaml"]],
        }),
        services: list(
          names("a service of the compose file"),
          "Only these, and what they depend on; by default all.",
        ),
        profiles: list(titles("the name of a profile"), "Profiles that are switched on."),
        envFiles: list(template("A file of variables."), {
          description: "Files with the variables that the compose file names, in place of `.env`.",
          examples: [[".env.test"]],
        }),
      },
      "Compose files, services, profiles, env files.",
    ),
  ],
  {
    description: "Runs the services of a compose file, beside any other copy of it.",
    snippets: { Compose: { file: "compose.yaml" } },
  },
);
