import { labels } from "../../containers/labels";
import type { Run } from "../run";

/** On everything that an emulation makes on an engine; by these alone it is found and removed. */
export const marksOf = (
  { id, token, plan }: Pick<Run, "id" | "token" | "plan">,
  of: { readonly service?: string; readonly side?: string | undefined } = {},
): Record<string, string> => ({
  [labels.emulation]: id,
  [labels.run]: token,
  [labels.scenario]: plan.settled.name,
  ...(of.service === undefined ? {} : { [labels.service]: of.service }),
  ...(of.side === undefined ? {} : { [labels.side]: of.side }),
});

/** Names that a person recognises in lists of an engine. */
export const nameOf = (emulation: string, what?: string): string =>
  what === undefined ? `backcompat-${emulation}` : `backcompat-${emulation}-${what}`;
