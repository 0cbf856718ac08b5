import { asTyped } from "../processes/quoting";
import type { Settled, SettledCommand } from "../scenario/settled";
import { commandTexts, impliedBy } from "./implied";
import type { Step } from "./plan";

const stateId = "state";

/** A kept state is taken before anything uses it: one emulation has it at a time. */
export const stateSteps = ({ state, name }: Settled, empty: boolean): Step[] =>
  state === "fresh"
    ? []
    : [
        {
          kind: "state",
          id: stateId,
          empty,
          title: `${empty ? "empty" : "take"} the kept state of ${name}`,
          undo: "leave it to the next emulation",
          after: [],
        },
      ];

export const stateBefore = ({ state }: Settled): string[] => (state === "fresh" ? [] : [stateId]);

/** One after the other, as they stand; a fresh state has nothing to migrate. */
export const migrateSteps = (settled: Settled): Step[] =>
  migrationsOf(settled).map((command, index) => ({
    kind: "migrate",
    id: `migrate:${index}`,
    migrate: index,
    title: `migrate ${command.name}: ${asTyped(command.run)}`,
    after: [
      ...stateBefore(settled),
      ...(command.side && settled.sides[command.side] ? [`environment:${command.side}`] : []),
      ...(index === 0 ? [] : [`migrate:${index - 1}`]),
      ...command.after.map((name) => `service:${name}`),
      ...impliedBy(settled, commandTexts(settled, command)),
    ],
  }));

/** Those of them that something has to wait for. */
export const migrationsBefore = (
  settled: Settled,
  isBefore: (command: SettledCommand) => boolean,
): string[] =>
  migrationsOf(settled).flatMap((command, index) => (isBefore(command) ? [`migrate:${index}`] : []));

const migrationsOf = ({ state, migrate }: Settled): readonly SettledCommand[] =>
  state === "fresh" ? [] : migrate;
