import type { CheckResult } from "../../checks/types";
import type { Emulation } from "../../emulation/emulation";
import { statusOf } from "../../emulation/status";
import { isRecord } from "../../util/json";
import { inputFailure } from "../../util/problem";
import { nearest } from "../../util/text";

/** The verbs that the debug console understands, with what follows them. */
interface ConsoleVerb {
  readonly name: string;
  readonly usage: string;
  /** What may follow, for completions. */
  readonly words: (emulation: Emulation) => readonly string[];
  readonly run: (emulation: Emulation, rest: string, signal: AbortSignal) => Promise<string>;
}

const services = (emulation: Emulation): string[] => [...emulation.services.keys()];

const verbs: readonly ConsoleVerb[] = [
  {
    name: "status",
    usage: "status",
    words: () => [],
    run: async (emulation) => statusText(emulation),
  },
  {
    name: "restart",
    usage: "restart SERVICE",
    words: services,
    run: async (emulation, service, signal) => {
      await emulation.restartService(service, signal);
      return `${service} is ready again`;
    },
  },
  {
    name: "stop",
    usage: "stop SERVICE",
    words: services,
    run: async (emulation, service) => {
      await emulation.stopService(service);
      return `${service} is stopped`;
    },
  },
  {
    name: "start",
    usage: "start SERVICE",
    words: services,
    run: async (emulation, service, signal) => {
      await emulation.startService(service, signal);
      return `${service} is ready`;
    },
  },
  {
    name: "attach",
    usage: "attach SERVICE",
    words: services,
    run: async (emulation, service, signal) => {
      await emulation.attachDebugger(service, signal);
      return `a debugger is in ${service}`;
    },
  },
  {
    name: "action",
    usage: "action NAME [{ JSON with arguments }]",
    words: ({ plan }) => Object.keys(plan.settled.actions),
    run: async (emulation, rest, signal) => {
      const { name, answers } = actionIn(rest);
      const { status, text } = await emulation.act(name, answers, signal);
      return `${name}: ${status ?? "ended by a signal"}\n${text}`;
    },
  },
  {
    name: "check",
    usage: "check",
    words: () => [],
    run: async (emulation, _, signal) => checkedText(await emulation.check(signal)),
  },
  {
    name: "help",
    usage: "help",
    words: () => [],
    run: async () => verbs.map(({ usage }) => usage).join("\n"),
  },
];

export const runConsoleVerb = async (
  emulation: Emulation,
  line: string,
  signal: AbortSignal,
): Promise<string> => {
  // Only the first gap: what stands in an action's JSON stays as it is.
  const [, name = "", rest = ""] = /^(\S*)\s*(.*)$/s.exec(line.trim()) ?? [];
  const verb = verbs.find((one) => one.name === name);
  if (verb) return await verb.run(emulation, rest, signal);
  const near = nearest(
    name,
    verbs.map((one) => one.name),
  );
  throw inputFailure("unknown-verb", `“${name}” is no verb of this console`, {
    hint: `${near ? `Did you mean ${near}? ` : ""}It has ${verbs.map((one) => one.name).join(", ")}. Expressions are evaluated in a paused side: choose it above.`,
  });
};

/** Whole lines that begin with what is typed so far. */
export const completeConsole = (emulation: Emulation | undefined, typed: string): string[] => {
  const lines = verbs.flatMap((verb) => {
    const words = emulation ? verb.words(emulation) : [];
    return words.length > 0 ? words.map((word) => `${verb.name} ${word}`) : [verb.name];
  });
  return lines.filter((line) => line.startsWith(typed.trimStart()));
};

const statusText = (emulation: Emulation): string =>
  Object.entries(statusOf(emulation).services)
    .map(([name, { pid, ports, ready }]) =>
      [
        name,
        ready ? "ready" : "not ready",
        pid && `pid ${pid}`,
        ...Object.values(ports).map((port) => `:${port}`),
      ]
        .filter(Boolean)
        .join("  "),
    )
    .join("\n");

const checkedText = (results: readonly CheckResult[]): string =>
  results.length === 0
    ? "the scenario has no checks"
    : results
        .map(({ name, verdict, why }) =>
          [`${name}: ${verdict}`, ...(why === undefined ? [] : [why])].join("\n    "),
        )
        .join("\n");

const actionIn = (rest: string): { name: string; answers: Record<string, unknown> } => {
  const at = rest.indexOf("{");
  if (at < 0) return { name: rest, answers: {} };
  try {
    const answers: unknown = JSON.parse(rest.slice(at));
    return { name: rest.slice(0, at).trim(), answers: isRecord(answers) ? answers : {} };
  } catch (cause) {
    throw inputFailure("bad-arguments", "What follows the action's name is not JSON", {
      hint: 'For example: action launch the_job { "job": "the_job" }',
      cause,
    });
  }
};
