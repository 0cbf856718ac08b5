import type { PaneSource } from "../../contract/logPane";

export interface SideChoice {
  readonly side: string;
  readonly label: string;
}

/** The sides among the sources, in their order, with the version where it is one. */
export const sidesOf = (sources: readonly PaneSource[]): SideChoice[] => {
  const names = [...new Set(sources.flatMap(({ side }) => side ?? []))];
  return names.map((name) => {
    const versions = new Set(sources.filter(({ side }) => side === name).map(({ version }) => version));
    const [version] = versions;
    return { side: name, label: versions.size === 1 && version !== undefined ? `${name} ${version}` : name };
  });
};

export const servicesOf = (sources: readonly PaneSource[]): string[] => [
  ...new Set(sources.map(({ service }) => service)),
];

/** The chosen names without or with this one; all of them are no filter. */
export const chosen = (
  all: readonly string[],
  now: readonly string[] | undefined,
  name: string,
  on: boolean,
): string[] | undefined => {
  const rest = all.filter((one) => (one === name ? on : (now ?? all).includes(one)));
  return rest.length === all.length ? undefined : rest;
};
