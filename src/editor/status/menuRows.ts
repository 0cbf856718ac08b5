import { commandIds, emulateCommandIds, viewCommandIds } from "../../contract/ids";
import type { EmulationRecord } from "../../emulation/record";
import type { Settled } from "../../scenario/settled";
import type { ServiceState } from "../../services/types";

export interface MenuOf {
  readonly record: EmulationRecord;
  readonly settled: Pick<Settled, "sides" | "services" | "actions">;
  readonly services: ReadonlyMap<string, ServiceState>;
  readonly ports: ReadonlyMap<string, Readonly<Record<string, number>>>;
  readonly edited: boolean;
}

export type MenuRow =
  | { readonly kind: "group"; readonly label: string }
  | {
      readonly kind: "do";
      readonly label: string;
      readonly description: string;
      readonly command: string;
      readonly argument: unknown;
    };

/** Everything that one can do now; what is asked for most comes first, and Enter alone stops nothing. */
export const menuRows = (running: readonly MenuOf[]): readonly MenuRow[] => [
  ...running.flatMap((one) => rowsOf(one, running.length > 1)),
  group("Backcompat"),
  does("$(history) Emulate Again", "the last choice", emulateCommandIds.emulateAgain),
  does("$(debug-alt) Emulate…", "choose a release", commandIds.emulate),
  does("$(output) Show Log", "steps, builds and services", emulateCommandIds.showOutput),
];

const rowsOf = (menu: MenuOf, several: boolean): readonly MenuRow[] => {
  const { record, settled } = menu;
  const emulation = record.id;
  const actions = Object.keys(settled.actions).map((action) =>
    does(
      `$(play) ${action}`,
      "send",
      viewCommandIds.sendAction,
      subject({ kind: "action", emulation, action }),
    ),
  );
  const sides = Object.values(record.sides).join(" ⇄ ");
  const named = (label: string): string => (several ? `${label} · ${sides}` : label);
  return [
    ...(actions.length > 0 ? [group(named("Actions")), ...actions] : []),
    group(named("Services")),
    ...Object.keys(settled.services).flatMap((service) => serviceRows(menu, service)),
    group(named("Sides")),
    ...Object.keys(settled.sides).map((side) =>
      does(
        `$(terminal) Open Terminal in ${record.sides[side] ?? side}`,
        "its tree, interpreter and packages",
        viewCommandIds.openTerminal,
        subject({ kind: "side", emulation, side }),
      ),
    ),
    group(named("Emulation")),
    does(
      "$(debug-stop) Stop and Restore",
      "everything is put back",
      viewCommandIds.stopEmulation,
      subject({ kind: "emulation", emulation }),
    ),
    does(
      menu.edited ? "$(edit) Open Scenario File (edited)" : "$(go-to-file) Open Scenario File",
      menu.edited ? "applies at the next start" : "",
      commandIds.openScenario,
    ),
  ];
};

const serviceRows = (menu: MenuOf, service: string): readonly MenuRow[] => {
  const about = subject({ kind: "service", emulation: menu.record.id, service });
  const { open } = menu.settled.services[service] ?? {};
  const [port] = Object.values(menu.ports.get(service) ?? {});
  const state = menu.services.get(service)?.kind ?? "idle";
  const stopped = state === "stopped" || state === "failed";
  return [
    ...(open === undefined || port === undefined || state !== "ready"
      ? []
      : [
          does(
            `$(link-external) Open ${service}`,
            `http://localhost:${port}`,
            viewCommandIds.openInBrowser,
            about,
          ),
        ]),
    stopped
      ? does(`$(play) Start ${service}`, state, viewCommandIds.startService, about)
      : does(`$(debug-restart) Restart ${service}`, state, viewCommandIds.restartService, about),
    does(`$(output) Show Log of ${service}`, "", viewCommandIds.showLog, about),
  ];
};

const group = (label: string): MenuRow => ({ kind: "group", label });

const does = (label: string, description: string, command: string, argument?: unknown): MenuRow => ({
  kind: "do",
  label,
  description,
  command,
  argument,
});

/** As rows of the views hand it to the same commands. */
const subject = (about: Readonly<Record<string, string>>): unknown => ({ subject: about });
