import type { Running } from "./running";

/** A running emulation as environment variables, so that one's own tests and shells can talk to it. */
export const emulationVariables = ({
  id,
  run,
}: {
  readonly id: string;
  readonly run: Pick<Running["run"], "values">;
}): Record<string, string> => ({
  BACKCOMPAT_EMULATION: id,
  ...Object.fromEntries(
    [...run.values.ports].flatMap(([service, ports]) =>
      Object.entries(ports).flatMap(([name, port]) => [
        [`BACKCOMPAT_${screaming(service)}_${screaming(name)}_PORT`, String(port)],
        ...(name === "http" ? [[`BACKCOMPAT_${screaming(service)}_URL`, `http://127.0.0.1:${port}`]] : []),
      ]),
    ),
  ),
  ...Object.fromEntries(
    [...run.values.sides].map(([side, { dir }]) => [`BACKCOMPAT_${screaming(side)}_DIR`, dir]),
  ),
});

const screaming = (name: string): string =>
  name
    .replaceAll(/([a-z0-9])([A-Z])/g, "$1_$2")
    .replaceAll(/[^A-Za-z0-9]+/g, "_")
    .toUpperCase();
