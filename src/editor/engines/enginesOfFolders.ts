import { enginesNamed } from "../../scenario/enginesNamed";
import { loadScenarios } from "../../scenario/load";
import type { SettledEngine } from "../../scenario/settled";
import { Failure } from "../../util/problem";

/** What the scenarios of these folders call engines; of one name with two meanings, the later says whose it is. */
export const enginesOfFolders = async (
  folders: readonly string[],
): Promise<Readonly<Record<string, SettledEngine>>> => {
  const found = new Map<string, SettledEngine>();
  for (const { name: scenario, engines } of (await Promise.all(folders.map(scenariosIn))).flat())
    for (const [name, engine] of Object.entries(engines)) {
      const other = found.get(name);
      const isOther = other !== undefined && JSON.stringify(other) !== JSON.stringify(engine);
      found.set(isOther ? `${name} of ${scenario}` : name, engine);
    }
  return Object.fromEntries(found);
};

const scenariosIn = async (folder: string) => {
  try {
    const { scenarios } = await loadScenarios({ folder });
    return Object.values(scenarios).map((one) => ({ name: one.name, engines: enginesNamed(one) }));
  } catch (error) {
    // What is wrong with a scenario file is said where scenarios are shown.
    if (error instanceof Failure) return [];
    throw error;
  }
};
