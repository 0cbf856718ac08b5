import { promises as fs } from "node:fs";
import { resolve } from "node:path";
import { Emulation, type Outcome } from "../../emulation/emulation";
import type { Target } from "../../emulation/events";
import { mappingText } from "../../emulation/mappingText";
import { outcomeOf } from "../../emulation/outcome";
import { parsePlan } from "../../emulation/parsePlan";
import type { Plan } from "../../emulation/plan";
import { prepare } from "../../emulation/prepare";
import { statusOf } from "../../emulation/status";
import { versionsWorld } from "../../emulation/versionsWorld";
import { exits, inputFailure, problemOf } from "../../util/problem";
import { keepStateSmall } from "../capText";
import { openMachine } from "../machine";
import { explainScenario, scenarioOptions } from "../options";
import { showProgress } from "../progress";
import { untilEnded } from "../stayUp";
import { sayUndone } from "../undoneText";
import type { Cli, Verb, VerbArgs } from "../verb";
import { choiceOf } from "../workspace";

export const up: Verb = {
  name: "up",
  summary: "Start both sides and stay until Ctrl-C; then put everything back",
  usage: "[SCENARIO] [--with AXIS=VERSION] [--swap] [--debug] [--json] [--file FILE] [--plan FILE]",
  example: "backcompat up tiny --with release=1.0.0 --debug",
  words: 1,
  options: { ...scenarioOptions, debug: { type: "boolean" }, plan: { type: "string" } },
  explain: {
    ...explainScenario,
    json: "print one JSON line when all is ready",
    debug: "run services under debuggers and print where to attach",
    plan: "replay a plan that `plan --json` printed",
  },
  run: async (args, cli) => {
    const plan = await planFor(args, cli);
    const world = await openMachine(cli);
    const services = args.flag("debug") ? "all" : "none";
    const emulation = await Emulation.begin(plan, { services, hold: false, byHand: true }, world);
    const progress = showProgress(emulation, cli.terminal);
    const targets = emulation.events.on((event) => {
      if (event.kind === "target") sayTarget(event.target, cli);
    });
    cli.onHurry(() => void emulation.hurry());
    let outcome: Outcome = {};
    try {
      await emulation.up(cli.signal);
      sayReady(emulation, args, cli);
      await untilEnded(emulation, cli.signal);
      return exits.done;
    } catch (error) {
      outcome = outcomeOf(error);
      throw await stoppedBy(error, emulation, cli);
    } finally {
      sayUndone(await emulation.stop(outcome), cli.terminal);
      await keepStateSmall(world.state, cli);
      progress.dispose();
      targets.dispose();
    }
  },
};

/** The failure is told before the undoing that follows it; a user's Ctrl-C after readiness is no failure. */
const stoppedBy = async (error: unknown, emulation: Emulation, cli: Cli): Promise<unknown> => {
  const problem = problemOf(error);
  if (problem.exit !== exits.interrupted) cli.terminal.say(`Undoing emulation ${emulation.id} …`);
  return error;
};

const planFor = async (args: VerbArgs, cli: Cli): Promise<Plan> => {
  const file = args.text("plan");
  if (file !== undefined) return await readPlan(resolve(cli.cwd, file));
  const choice = await choiceOf(args, cli);
  const { plan, settled } = await prepare(choice, versionsWorld(choice.folder, cli.env), cli.signal);
  for (const warning of settled.warnings) cli.terminal.say(cli.terminal.paint("yellow", `! ${warning}`));
  return plan;
};

const readPlan = async (path: string): Promise<Plan> => {
  const text = await fs.readFile(path, "utf8").catch((cause: unknown) => {
    throw inputFailure("no-plan", `The plan ${path} can't be read`, { cause });
  });
  return parsePlan(text, path);
};

const sayTarget = (target: Target, { terminal }: Cli): void => {
  const { label, language, port } = target;
  terminal.say(`${terminal.paint("bold", "●")} ${label}: attach a ${language} debugger to 127.0.0.1:${port}`);
  const folders = mappingText(target);
  if (folders !== undefined) terminal.say(`  ${folders}`);
};

const sayReady = (emulation: Emulation, args: VerbArgs, { terminal }: Cli): void => {
  if (args.flag("json")) {
    terminal.out(JSON.stringify(statusOf(emulation)));
    return;
  }
  const { services } = statusOf(emulation);
  for (const [name, { ports }] of Object.entries(services)) {
    const open = emulation.plan.settled.services[name]?.open;
    const [port] = Object.values(ports);
    if (open !== undefined && port !== undefined) terminal.out(`${name}: http://127.0.0.1:${port}${open}`);
  }
  terminal.say(`ready: emulation ${emulation.id}; Ctrl-C stops it and puts everything back`);
};
