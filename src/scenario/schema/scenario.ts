/** The whole scenario file. */
import { axisName, knownName, policyText, sideName, word } from "../looks";
import { fixed, fixedHere, list, map, object, type Read, text } from "../shape";
import { axis } from "./axis";
import { engine, tunnel } from "./engine";
import { matrix, state } from "./matrix";
import { service } from "./service";
import { side } from "./side";
import { action, check, type command, commands, rewrite } from "./steps";
import { names, titles } from "./words";

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
      tunnel,
      names("the name of a tunnel"),
      "Further ports or sockets over the same ssh connections.",
    ),
    state,
    migrate: commands(
      "Commands run on a kept state when its version changes, once the services they come `after` are ready.",
    ),
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
export type MatrixData = Read<typeof matrix>;
export type EngineData = Read<typeof engine>;
export type TunnelData = Read<typeof tunnel>;
export type ServiceData = Read<typeof service>;
export type SideData = Read<typeof side>;
export type CommandData = Read<typeof command>;
export type CheckData = Read<typeof check>;
export type ActionData = Read<typeof action>;
export type RewriteData = Read<typeof rewrite>;
