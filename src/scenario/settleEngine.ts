/** Engines, and what is reached over their connections. */
import type { EngineData, TunnelData } from "./schema/scenario";
import type { SettledEngine, SettledTunnel } from "./settled";

export const settleEngine = (engine: EngineData): SettledEngine =>
  typeof engine === "string" ? { kind: "host", host: engine } : { kind: "context", context: engine.context };

export const settleTunnel = ({ engine, to, port }: TunnelData): SettledTunnel => ({
  engine,
  to: endOf(to),
  ...(port === undefined ? {} : { preferred: port }),
});

const endOf = (to: TunnelData["to"]): SettledTunnel["to"] => {
  if (typeof to === "number") return { kind: "port", host: "127.0.0.1", port: to };
  if (to.startsWith("/")) return { kind: "socket", path: to };
  const colon = to.lastIndexOf(":");
  return { kind: "port", host: to.slice(0, colon), port: Number(to.slice(colon + 1)) };
};
