import type { Engine } from "../../containers/engine";
import type { Probe } from "../readiness/probe";

/** Undefined for containers without a health check. */
export const healthProbe = async (engine: Engine, id: string): Promise<Probe | undefined> => {
  const container = engine.docker.getContainer(id);
  const { State } = await container.inspect();
  if (State.Health === undefined) return undefined;
  const before = "its health check did not succeed yet";
  return {
    before,
    ask: async () => {
      const health = (await container.inspect()).State.Health;
      if (health?.Status === "healthy") return undefined;
      const last = health?.Log?.at(-1);
      if (last === undefined) return before;
      const said = last.Output.trim().split("\n").at(-1) ?? "";
      return `its health check ended with ${last.ExitCode}${said === "" ? "" : `: ${said}`}`;
    },
  };
};
