import { serviceEnvironment } from "../processes/environment";
import { maskUrls } from "../processes/masking";
import { asTyped } from "../processes/quoting";
import type { PortWish, Settled, SettledService, SettledSide } from "../scenario/settled";
import { checkLines } from "./checkText";
import { isContainer } from "./containers/wanted";
import { containerCommands } from "./containers/wantedText";
import { environmentLines } from "./environmentText";
import type { Plan, Step } from "./plan";

/** The plan in words: what will happen, how each step is undone, and what each service will see. */
export const planText = (plan: Plan, userEnv: Readonly<Record<string, string | undefined>>): string => {
  const { settled } = plan;
  const { removed } = serviceEnvironment(userEnv);
  const lines = [
    `${settled.title} (${settled.name})${settled.swapped ? ", sides swapped" : ""}`,
    ...settled.warnings.map((warning) => `! ${warning}`),
    "",
    "Sides",
    ...Object.values(settled.sides).map((side) => `  ${sideText(side)}`),
    "",
    "Steps",
    ...plan.steps.flatMap((step, index) => stepLines(step, index + 1, settled)),
    ...section("Checks, with run", checkLines(Object.values(settled.checks))),
    "",
    removed.length === 0
      ? "Services get your environment as it is."
      : `Services get your environment without ${removed.join(", ")}.`,
  ];
  return lines.map(maskUrls).join("\n");
};

const section = (title: string, lines: readonly string[]): string[] =>
  lines.length === 0 ? [] : ["", title, ...lines.map((line) => `  ${line}`)];

const sideText = (side: SettledSide): string =>
  `${side.name.padEnd(10)} ${side.version?.name ?? "no version"}  from ${sourceText(side)}`;

const sourceText = ({ source }: SettledSide): string => {
  switch (source.kind) {
    case "workspace":
      return `the workspace as it is (${source.folder})`;
    case "git":
      return `${source.ref} of ${source.repo}`;
    case "pypi":
    case "npm":
      return `${source.kind} ${source.name} ${source.version}`;
    case "image":
      return `the image ${source.image}`;
    case "folder":
      return source.path;
  }
};

const stepLines = (step: Step, number: number, settled: Settled): string[] => [
  `${String(number).padStart(3)}. ${step.title}`,
  ...detailLines(step, settled).map((line) => `       ${line}`),
  ...(step.undo === undefined ? [] : [`       undone: ${step.undo}`]),
];

const detailLines = (step: Step, settled: Settled): string[] => {
  if (step.kind === "rewrite") {
    const rewrite = settled.rewrites[step.rewrite];
    return [
      ...Object.entries(rewrite?.set ?? {}).map(([path, value]) => `${path} = ${String(value)}`),
      ...(rewrite?.replace ?? []).map(({ pattern, with: text }) => `/${pattern}/ becomes ${text}`),
    ];
  }
  const side = step.kind === "environment" ? settled.sides[step.side] : undefined;
  if (side !== undefined) return environmentLines(side);
  const service = step.kind === "service" ? settled.services[step.service] : undefined;
  return service === undefined ? [] : serviceLines(service, settled);
};

const serviceLines = (service: SettledService, settled: Settled): string[] => {
  const side = service.side === undefined ? undefined : settled.sides[service.side];
  const env = { ...side?.env, ...service.env };
  return [
    ...(isContainer(service) ? containerCommands(service, settled) : []),
    ...Object.entries(service.ports).map(([name, wish]) => `port ${name}: ${portText(wish)}`),
    ...service.ready.map((ready) => `ready when ${readyText(ready)}`),
    ...Object.entries(env).map(([name, value]) => `env ${name}=${value}`),
    ...(service.logFiles ?? []).map((path) => `log file ${path}`),
    ...(service.debug ? [`debugger: ${service.debug.language}, with --debug`] : []),
    ...Object.entries(service.debug?.env ?? {}).map(([name, value]) => `env ${name}=${value}, with --debug`),
  ];
};

const portText = ({ preferred, fixed, container }: PortWish): string => {
  const inside = container === undefined ? "" : ` for its ${container}`;
  if (fixed !== undefined) return `${fixed}, no other${inside}`;
  return preferred === undefined ? `a free one${inside}` : `${preferred}, or a free one${inside}`;
};

const readyText = (ready: SettledService["ready"][number]): string => {
  switch (ready.kind) {
    case "tcp":
      return `something listens on ${ready.port}`;
    case "http":
      return `GET ${ready.path} on ${ready.port} answers`;
    case "grpc":
      return `the health check on ${ready.port} says it serves`;
    case "log":
      return `its log has /${ready.pattern}/`;
    case "run":
      return `${asTyped(ready.run)} ends with 0`;
  }
};
