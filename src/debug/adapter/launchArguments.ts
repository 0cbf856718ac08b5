import { z } from "zod";

/** The arguments of `launch` for the type `backcompat`: one run of a scenario. */
export const launchArguments = z.object({
  name: z.string().optional(),
  scenario: z.string().optional(),
  versions: z.record(z.string(), z.string()).default({}),
  swap: z.boolean().default(false),
  /** Which services get a debugger: all that have a `debug` key, none, or these. */
  debug: z.union([z.boolean(), z.array(z.string())]).default(true),
  /** By side: exception filters that are on or off whatever the editor's breakpoints view says. */
  exceptions: z.record(z.string(), z.record(z.string(), z.boolean())).default({}),
  folder: z.string(),
  file: z.string().optional(),
  noDebug: z.boolean().default(false),
});

export type LaunchArguments = z.infer<typeof launchArguments>;
