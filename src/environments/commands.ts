import { promises as fs } from "node:fs";
import type { SettledEnvironment } from "../scenario/settled";
import { contentHash } from "../util/json";
import { inputFailure } from "../util/problem";
import { shellQuote } from "../util/text";
import { step } from "./store/step";
import { useOrBuild } from "./store/useOrBuild";
import type { Environment, EnvironmentRequest, EnvironmentRun } from "./types";
import type { EnvironmentWorld } from "./world";

type CommandsSpec = Extract<SettledEnvironment, { kind: "commands" }>;
type CommandsRequest = Omit<EnvironmentRequest, "spec"> & { readonly spec: CommandsSpec };

/** Any build, in the side's own tree. The workspace changes at any time, so there it is left to the build what to do again. */
export const buildCommands = async (
  { side, spec, tree }: CommandsRequest,
  run: EnvironmentRun,
  world: EnvironmentWorld,
): Promise<Environment> => {
  if (tree === undefined)
    throw inputFailure("nothing-to-build", `Side ${side} has commands, but no tree to run them in`, {
      hint: "Packages come built; leave `commands` out, or take the sources from git.",
    });
  const { ino, birthtimeMs } = await fs.stat(tree.dir);
  const { commit, dir } = tree;
  // A tree that was removed and made again has nothing built in it.
  const content = { commands: spec.commands, commit, dir, ino, birthtimeMs, format: 1 };
  return useOrBuild(
    {
      key: `commands-${contentHash(content)}`,
      side,
      what: spec.commands.map((argv) => shellQuote(argv)).join(" && "),
      fresh: commit === undefined,
      build: async (_, log) => {
        const building = { side, log, run, runTool: world.run };
        for (const [tool, ...args] of spec.commands)
          if (tool !== undefined) await step({ tool, args, cwd: dir, parse: () => undefined }, building);
        return { environment: { kind: "commands", vars: {}, path: [] } };
      },
    },
    run,
    world,
  );
};
