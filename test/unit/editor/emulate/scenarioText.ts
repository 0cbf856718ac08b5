import type { Loaded } from "../../../../src/scenario/load";
import { parseScenarioFile, type Scenario } from "../../../../src/scenario/parse";

/** Two sides of one product, the older of which a release list is about. */
export const pair = (more = "", python = '{ "by": "side", "<1.2": "3.8", "else": "3.11" }'): string => `{
  "version": 1,
  "scenarios": {
    "pair": {
      "axes": {
        "host": { "versions": ["1.0.0", "1.2.0", "2.0.0"], "default": "2.0.0" },
        "release": { "like": "host" }
      },
      "sides": {
        "host": { "source": { "pypi": "host==\${host}" }, "python": { "version": "3.12" } },
        "userCode": { "source": { "pypi": "code==\${release}" }, "python": { "version": ${python} } }
      },
      "policy": { "require": "host >= userCode", "why": "hosts are upgraded first" },
      "swap": ["host", "userCode"],
      "services": {
        "grpc": { "side": "userCode", "run": ["serve", "\${port}"], "ports": { "rpc": 4266 } },
        "web": { "side": "host", "run": ["web"] }
      }
    }${more}
  }
}`;

export const loadedOf = (text: string): Loaded => ({
  ...parseScenarioFile(text, ".vscode/backcompat.json"),
  folder: "/work",
  file: "/work/.vscode/backcompat.json",
  files: [".vscode/backcompat.json"],
});

export const theScenario = (text: string): Scenario => {
  const { scenarios, problems } = loadedOf(text);
  const [scenario] = Object.values(scenarios);
  if (scenario === undefined) throw new Error(JSON.stringify(problems));
  return scenario;
};
