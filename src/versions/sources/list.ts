import type { Found } from "../offer";
import { schemeOfAll, sortedBy } from "../order/scheme";

export const listReleases = (versions: readonly string[]): Found => {
  const names = [...new Set(versions.map((version) => version.trim()))];
  const scheme = schemeOfAll(names);
  return { scheme, releases: sortedBy(names, (name) => name, scheme).map((name) => ({ name })), notes: [] };
};
