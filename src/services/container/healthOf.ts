import type { HealthConfig } from "dockerode";

const everyNs = 1_000_000_000;

/** The image's own check, asked every second: by default the first time is after half a minute. */
export const healthOf = ({ Config }: WithHealth): HealthConfig | undefined => {
  const health = Config.Healthcheck;
  if (health?.Test === undefined || health.Test.length === 0 || health.Test[0] === "NONE") return undefined;
  const given = health.Interval ?? 0;
  return { ...health, Interval: given === 0 ? everyNs : Math.min(given, everyNs) };
};

/** Of an inspected image. */
interface WithHealth {
  readonly Config: { readonly Healthcheck?: HealthConfig | undefined };
}
