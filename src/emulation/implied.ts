import type { Settled, SettledCommand, SettledRewrite, SettledService } from "../scenario/settled";
import { templateVariables } from "../scenario/template";
import { containerTexts } from "./containers/wanted";

/** Steps that a text waits for because it names what they give: a pid, an output. Ports are known from the start. */
export const impliedBy = (settled: Settled, texts: readonly string[]): string[] =>
  texts.flatMap(templateVariables).flatMap((name) => {
    const pidOf = /^services\.(.+)\.pid$/.exec(name)?.[1];
    if (pidOf !== undefined) return [`service:${pidOf}`];
    const output = /^outputs\.(.+)$/.exec(name)?.[1];
    return output === undefined ? [] : givers(settled, output);
  });

const givers = (settled: Settled, output: string): string[] =>
  settled.setup.flatMap(({ outputs }, index) => (Object.hasOwn(outputs, output) ? [`setup:${index}`] : []));

export const serviceTexts = (settled: Settled, service: SettledService): string[] => [
  ...(service.what.kind === "process" ? service.what.run : containerTexts(service.what)),
  ...Object.values(service.env),
  ...Object.values(service.debug?.env ?? {}),
  ...(service.cwd === undefined ? [] : [service.cwd]),
  ...sideTexts(settled, service.side),
];

export const commandTexts = (settled: Settled, command: SettledCommand): string[] => [
  ...command.run,
  ...Object.values(command.env),
  ...(command.cwd === undefined ? [] : [command.cwd]),
  ...sideTexts(settled, command.side),
];

export const rewriteTexts = ({ set, replace }: SettledRewrite): string[] => [
  ...Object.values(set).filter((value) => typeof value === "string"),
  ...replace.map(({ with: text }) => text),
];

const sideTexts = ({ sides }: Settled, side: string | undefined): string[] =>
  side === undefined ? [] : Object.values(sides[side]?.env ?? {});
