/** The whole scenario file. */
import { axisName, knownName, policyText, sideName, word } from "../looks";
import { any, choice, either, fixed, fixedHere, list, map, number, object, type Read, text } from "../shape";
import { axis } from "./axis";
import { service } from "./service";
import { side } from "./side";
import { action, check, type command, commands, rewrite } from "./steps";
import { names, pattern, titles, when } from "./words";

const axisRef = text("An axis.", {
  what: "the name of an axis",
  look: knownName("axis", ({ axes }) => axes),
});

const state = choice(
  ["fresh", "kept"],
  "`fresh`: new data directories, volumes and databases for each cell. `kept`: one through a sequence of cells.",
);

const engine = either(
  [
    text({
      description: "A socket or a host.",
      examples: ["ssh://core@192.168.122.95", "unix:///var/run/docker.sock"],
    }),
    object("engine", { context: text("The name of a Docker context.") }, "A Docker context.", {
      required: ["context"],
    }),
  ],
  "A Docker engine: local socket, host over ssh, or context.",
);

const matrix = object(
  "matrix",
  {
    axes: either(
      [
        list(axisRef, "The axes that vary."),
        map(
          either([text("A range."), list(text("A version."), "Versions.")], "Which versions of it."),
          text("An axis", { what: "the name of an axis", look: knownName("axis", ({ axes }) => axes) }),
          "Axes with the versions to try.",
        ),
      ],
      {
        description: "The axes that vary, with or without a range or list of versions.",
        examples: [["host", "release"]],
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

export const scenario = object(
  "scenario",
  {
    title: fixed(text("What people see.")),
    extends: fixed(
      text("Another scenario that this takes over; objects merge, lists are replaced, `null` removes.", {
        what: "the name of a scenario",
      }),
    ),
    axes: fixed(
      map(
        axis,
        text("An axis", { what: "the name of an axis", look: axisName, regex: "^[A-Za-z_][\\w-]*$" }),
        "What has versions.",
      ),
    ),
    sides: fixedHere(
      map(
        side,
        text("A side", { what: "the name of a side", look: sideName, regex: "^[A-Za-z_][\\w-]*$" }),
        "Roles, each played by one component at one version.",
      ),
    ),
    policy: fixed(
      object(
        "policy",
        {
          require: text(
            { description: "What must hold between versions.", examples: ["host >= userCode"] },
            { what: "a comparison", look: policyText },
          ),
          why: text("Why; shown when it doesn't hold."),
        },
        "Combinations that are supported; others run too, with a warning.",
        { required: ["require"] },
      ),
    ),
    swap: fixed(
      list(
        text("A side.", { what: "the name of a side", look: knownName("side", ({ sides }) => sides) }),
        {
          description: "Two sides that exchange their sources with `--swap`.",
          examples: [["host", "userCode"]],
        },
        { min: 2, max: 2 },
      ),
    ),
    services: map(service, names("the name of a service"), "Processes and containers, by name."),
    rewrites: list(rewrite, "Edits of configuration files in the sides' trees."),
    setup: commands("Commands run once the services they come `after` are ready."),
    actions: map(action, titles("the name of an action"), "Things to send while it runs."),
    checks: map(check, titles("the name of a check"), "What decides between green and red."),
    cleanup: commands("Commands run after the checks, whatever their outcome."),
    engines: map(
      engine,
      text("An engine", { what: "the name of an engine", look: word }),
      "Docker engines by name.",
    ),
    tunnels: map(
      any("A tunnel."),
      names("the name of a tunnel"),
      "Further ports or sockets over the same ssh connections.",
    ),
    state,
    migrate: commands("Commands run between two versions of a kept state."),
    matrix: fixed(matrix),
  },
  {
    description: "One cross-version setup.",
    snippets: {
      "Two sides of this repository": {
        axes: {
          host: { versions: { git: "${workspaceFolder}" }, default: "workspace" },
          release: { like: "host", default: "@latest" },
        },
        sides: { host: { source: { git: "${host}" } }, older: { source: { git: "${release}" } } },
        services: {},
        checks: {},
      },
    },
  },
);

export const understoodVersion = 1;

/** Keys beside the scenarios; scenarios themselves are checked after merging. */
export const fileKeys = ["$schema", "version", "scenarios"] as const;

export type ScenarioData = Read<typeof scenario>;
export type ServiceData = Read<typeof service>;
export type SideData = Read<typeof side>;
export type CommandData = Read<typeof command>;
export type CheckData = Read<typeof check>;
export type ActionData = Read<typeof action>;
export type RewriteData = Read<typeof rewrite>;
