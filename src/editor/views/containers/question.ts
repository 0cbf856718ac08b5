import { plural } from "../../../util/text";

export interface Named {
  readonly name: string;
  readonly engineName: string;
  /** The emulation that has it, while that runs. */
  readonly emulation: string | undefined;
}

export interface Question {
  readonly message: string;
  readonly detail: string;
}

/** What is asked once before something is done that can't be taken back, or to many. */
export const questionBefore = (verb: string, containers: readonly Named[], after: string): Question => {
  const [only] = containers;
  const message =
    containers.length === 1 && only !== undefined
      ? `${verb} container ${only.name} on ${only.engineName}?`
      : `${verb} ${plural(containers.length, "container")}?`;
  const names = containers.length === 1 ? [] : [listText(containers)];
  const emulations = new Set(containers.flatMap(({ emulation }) => emulation ?? []));
  const warning =
    emulations.size === 0 ? [] : [`An emulation made what is among them: ${[...emulations].join(", ")}.`];
  return { message, detail: [...names, after, ...warning].filter(Boolean).join("\n\n") };
};

const shown = 15;

const listText = (containers: readonly Named[]): string => {
  const names = containers.slice(0, shown).map(({ name, engineName }) => `${name} on ${engineName}`);
  const more = containers.length - names.length;
  return [...names, ...(more > 0 ? [`… and ${more} more`] : [])].join("\n");
};
