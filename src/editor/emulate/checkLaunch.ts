import { z } from "zod";
import type { Loaded } from "../../scenario/load";
import type { Scenario } from "../../scenario/parse";
import { suggestion } from "../../scenario/suggestion";
import { exits, type Problem } from "../../util/problem";
import { err, ok, type Result } from "../../util/result";

/** A launch configuration of ours as a person writes it. */
const written = z.object({
  scenario: z.string({ error: "a text, the name of a scenario" }).optional(),
  versions: z
    .record(z.string(), z.string({ error: 'a text such as "1.0.0"' }), {
      error: 'versions by axis, such as { "release": "1.0.0" }',
    })
    .optional(),
  swap: z.boolean({ error: "true or false" }).optional(),
  debug: z
    .union([z.boolean(), z.array(z.string()), z.record(z.string(), z.boolean())], {
      error: 'true, false, a list of services, or { "service": false }',
    })
    .optional(),
  exceptions: z
    .record(z.string(), z.record(z.string(), z.boolean()), {
      error: 'filters by side, such as { "userCode": { "raised": true } }',
    })
    .optional(),
});

export interface CheckedLaunch {
  readonly scenario: string;
  readonly versions: Readonly<Record<string, string>>;
  readonly swap: boolean;
  readonly debug: boolean | string[];
}

/** Everything that can be said about a launch before anything is looked up or started. */
export const checkLaunch = (configuration: unknown, loaded: Loaded): Result<CheckedLaunch> => {
  const parsed = written.safeParse(configuration);
  if (!parsed.success) return err(notUnderstood(parsed.error.issues));
  const {
    scenario: name = onlyOf(loaded.names),
    versions = {},
    swap = false,
    debug = true,
    exceptions = {},
  } = parsed.data;
  if (name === undefined || !loaded.names.includes(name)) return err(unknownScenario(name, loaded.names));
  const scenario = loaded.scenarios[name];
  // One with mistakes: these are listed, with their places, when it is read.
  if (scenario === undefined) return err(mistakes(name, loaded));
  const problem =
    wrongAxis(scenario, versions) ??
    wrongService(scenario, debug) ??
    wrongSide(scenario, Object.keys(exceptions));
  if (problem !== undefined) return err(problem);
  return ok({ scenario: name, versions, swap, debug: debugList(scenario, debug) });
};

type Debug = NonNullable<z.infer<typeof written>["debug"]>;

const onlyOf = (names: readonly string[]): string | undefined => (names.length === 1 ? names[0] : undefined);

/** Services that are not named keep their debugger. */
const debugList = ({ names }: Scenario, debug: Debug): boolean | string[] =>
  typeof debug === "boolean" || Array.isArray(debug)
    ? debug
    : [...names.services.keys()].filter((service) => debug[service] !== false);

const wrongAxis = (
  { name, names }: Scenario,
  versions: Readonly<Record<string, string>>,
): Problem | undefined => {
  const axis = Object.keys(versions).find((one) => !names.axes.has(one));
  return axis === undefined
    ? undefined
    : problem(
        "unknown-axis",
        `versions: the scenario "${name}" has no axis "${axis}"`,
        suggestion(axis, names.axes),
      );
};

const wrongService = ({ name, names }: Scenario, debug: Debug): Problem | undefined => {
  const wanted = typeof debug === "boolean" ? [] : Array.isArray(debug) ? debug : Object.keys(debug);
  const service = wanted.find((one) => !names.services.has(one));
  return service === undefined
    ? undefined
    : problem(
        "unknown-service",
        `debug: the scenario "${name}" has no service "${service}"`,
        suggestion(service, names.services.keys()),
      );
};

const wrongSide = ({ name, names }: Scenario, sides: readonly string[]): Problem | undefined => {
  const side = sides.find((one) => !names.sides.has(one));
  return side === undefined
    ? undefined
    : problem(
        "unknown-side",
        `exceptions: the scenario "${name}" has no side "${side}"`,
        suggestion(side, names.sides),
      );
};

const unknownScenario = (name: string | undefined, names: readonly string[]): Problem =>
  name === undefined
    ? problem("which-scenario", "This launch names no scenario, and there are several", suggestion("", names))
    : problem("unknown-scenario", `There is no scenario "${name}"`, suggestion(name, names));

const mistakes = (name: string, { problems }: Loaded): Problem => {
  const [first] = problems;
  return first ?? problem("bad-scenario", `The scenario "${name}" has mistakes`, "Mend them in its file.");
};

const notUnderstood = (issues: readonly z.core.$ZodIssue[]): Problem => {
  const [first] = issues;
  const path = first?.path.map(String).join(".") ?? "";
  return problem(
    "bad-launch",
    `${path}: expected ${first?.message ?? "something else"}`,
    "Mend it in launch.json.",
  );
};

const problem = (code: string, message: string, hint: string): Problem => ({
  code,
  message,
  hint,
  exit: exits.input,
});
