import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach } from "vitest";
import { z } from "zod";
import { ParentSession } from "../../src/debug/adapter/parentSession";
import { serveProxy } from "../../src/debug/proxy/serve";
import { Emulation } from "../../src/emulation/emulation";
import { thisMachine } from "../../src/emulation/machine";
import { prepare } from "../../src/emulation/prepare";
import { versionsWorld } from "../../src/emulation/versionsWorld";
import { processesWithToken } from "../../src/processes/tokens";
import { temporaryFolder } from "../system/cli/world";
import { streamPair } from "../unit/debug/proxy/fakeTarget";
import { clientAt, clientOf, DapClient, type Request } from "./client";

/** A parent session as the editor makes it, its client, and what it began. */
export interface Debugging {
  readonly client: DapClient;
  readonly begun: Emulation[];
  /** Settles with the next emulation. */
  readonly begins: Promise<Emulation>;
  /** As an editor starts a child: through its proxy, with its configuration, and its own breakpoints. */
  readonly startChild: (configuration: ChildConfiguration, breakpoint?: Breakpoint) => Promise<DapClient>;
}

export interface Breakpoint {
  readonly path: string;
  readonly line: number;
}

const all: Debugging[] = [];

/** Whatever a test left, it is stopped; what still carries its token is a fault of ours. */
afterEach(async () => {
  for (const { begun } of all.splice(0))
    for (const emulation of begun) {
      await emulation.stop();
      const left = await processesWithToken(emulation.run.token);
      if (left.length > 0) throw new Error(`left behind: ${left.map(({ pid }) => pid).join(", ")}`);
    }
});

export const debugging = (
  more: Readonly<Record<string, string>> = {},
  startForeign?: (configuration: unknown) => Promise<void>,
): Debugging => {
  const home = join(temporaryFolder(), "state");
  const env = { ...process.env, BACKCOMPAT_HOME: home, ...more };
  const begun: Emulation[] = [];
  let heard: (emulation: Emulation) => void = () => undefined;
  const begins = new Promise<Emulation>((resolve) => {
    heard = resolve;
  });
  const session = new ParentSession({
    ...(startForeign && { startForeign }),
    begin: async ({ folder, file, scenario, versions, swap, debug, noDebug }, { byHand, signal }) => {
      const world = await thisMachine({ env, dist: join(process.cwd(), "dist") });
      const { plan } = await prepare(
        { folder, file, scenario, versions, swap },
        versionsWorld(folder, env),
        signal,
      );
      const services = noDebug || debug === false ? "none" : debug === true ? "all" : debug;
      const emulation = await Emulation.begin(plan, { services, hold: true, byHand }, world);
      begun.push(emulation);
      heard(emulation);
      return emulation;
    },
  });
  const startChild: Debugging["startChild"] = async (configuration, breakpoint) => {
    const proxy = session.proxyFor(configuration.backcompatChild);
    if (proxy === undefined) throw new Error(`no child ${configuration.backcompatChild}`);
    const [near, far] = streamPair();
    serveProxy(far, proxy);
    return await attach(new DapClient(near, near), configuration, breakpoint);
  };
  const made = { client: clientOf(session), begun, begins, startChild };
  all.push(made);
  return made;
};

export const initialize = {
  clientID: "test",
  adapterID: "backcompat",
  linesStartAt1: true,
  columnsStartAt1: true,
  pathFormat: "path",
};

const started = z.object({
  request: z.literal("attach"),
  configuration: z
    .object({
      name: z.string(),
      backcompatChild: z.string(),
      target: z.object({ service: z.string(), side: z.string() }),
    })
    .loose(),
});
export type ChildConfiguration = z.infer<typeof started>["configuration"];

export const configurationOf = ({ arguments: args }: Request): ChildConfiguration =>
  started.parse(args).configuration;

/** As a person does whose client can't start children: straight to the debugger. */
export const attachByHand = async (port: number): Promise<DapClient> =>
  attach(await clientAt(port), { name: "by hand" });

const attach = async (
  child: DapClient,
  configuration: object,
  breakpoint?: Breakpoint,
): Promise<DapClient> => {
  await child.ask("initialize", { ...initialize, supportsStartDebuggingRequest: true });
  const attached = child.ask("attach", configuration);
  // A process that ended meanwhile refuses, and never gets there.
  await Promise.race([child.event("initialized"), attached]);
  if (breakpoint !== undefined)
    await child.ask("setBreakpoints", {
      source: { path: breakpoint.path },
      breakpoints: [{ line: breakpoint.line }],
    });
  await child.ask("configurationDone");
  await attached;
  return child;
};

export const lineOf = (path: string, text: string): number =>
  readFileSync(path, "utf8")
    .split("\n")
    .findIndex((line) => line.includes(text)) + 1;

export const outputOf = (client: DapClient): string =>
  client
    .events("output")
    .map((body) => z.object({ output: z.string() }).parse(body).output)
    .join("");
