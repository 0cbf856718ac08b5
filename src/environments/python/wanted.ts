import { versionFits } from "../versionFits";

/** None is any 3. */
export const wantedPython = (wanted: string | undefined): ((version: string) => boolean) =>
  wanted === undefined
    ? (version) => !version.startsWith("2.")
    : versionFits(wanted, { what: "Python", scheme: "pep440" });
