import { window } from "vscode";
import type { Emulation } from "../../../emulation/emulation";
import { type Choice, prepare } from "../../../emulation/prepare";
import { versionsWorld } from "../../../emulation/versionsWorld";
import type { VersionsWorld } from "../../../versions/world";

/** What a running emulation was chosen to be, for choosing something near to it. */
export const choiceOf = ({ plan: { settled } }: Emulation): Choice & { readonly scenario: string } => ({
  folder: settled.folder,
  scenario: settled.name,
  versions: Object.fromEntries(Object.entries(settled.versions).map(([axis, { name }]) => [axis, name])),
  swap: settled.swapped,
});

export const worldOf = ({ plan: { settled } }: Emulation): VersionsWorld =>
  versionsWorld(settled.folder, process.env);

/** Another choice for the same emulation, once the person agreed to what the policy says against it. */
export const goOverTo = async (
  emulation: Emulation,
  choice: Choice,
  agree: string,
  signal: AbortSignal,
): Promise<void> => {
  const { plan } = await prepare(choice, worldOf(emulation), signal);
  const [warning] = plan.settled.warnings;
  if (warning !== undefined && !(await agreed(warning, agree))) return;
  await emulation.changeVersions(plan, signal);
};

const agreed = async (warning: string, agree: string): Promise<boolean> =>
  (await window.showWarningMessage(warning, { modal: true }, agree)) !== undefined;
