import type { ContainersWorld } from "../../containers/world";
import type { Variables } from "../../processes/variables";
import type { StateFolder } from "../stateFolder";
import type { FindsEngines } from "./engines";

/** Engines of this machine's user; what speaks to them is loaded when the first is asked for. */
export const engineFinder = (env: Variables, state: StateFolder): FindsEngines => {
  let world: ContainersWorld | undefined;
  return {
    find: async (engines) => {
      const { findEngines } = await import("../../containers/findEngines");
      return await findEngines(engines, env);
    },
    open: async (spec, signal) => {
      const [{ openEngine }, { containersWorld }] = await Promise.all([
        import("../../containers/openEngine"),
        import("../../containers/world"),
      ]);
      world ??= containersWorld({ folder: state.engines, env });
      return await openEngine(spec, world, signal);
    },
  };
};
