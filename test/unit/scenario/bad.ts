/** Mistakes that people make, each with the place and the words that they get. */

/** A scenario that has nothing wrong; each case changes one line of it. */
export const good: readonly string[] = [
  `{`,
  `  "version": 1,`,
  `  "scenarios": {`,
  `    "pair": {`,
  `      "axes": { "host": { "versions": { "git": "\${workspaceFolder}" } }, "release": { "like": "host" } },`,
  `      "sides": {`,
  `        "host": { "source": { "git": "\${host}" }, "env": { "A": "b" } },`,
  `        "user": { "source": { "git": "\${release}" }, "python": { "version": "3.11" } },`,
  `      },`,
  `      "services": {`,
  `        "grpc": { "side": "user", "run": ["serve", "\${port}"], "ports": { "grpc": 4266 } },`,
  `        "web": { "side": "host", "run": ["web", "\${port}"], "ports": { "http": 3000 }, "after": ["grpc"] },`,
  `      },`,
  `      "checks": { "ok": { "side": "host", "run": ["check"] } },`,
  `    },`,
  `  },`,
  `}`,
];

export const line = {
  version: 2,
  axes: 5,
  host: 7,
  user: 8,
  grpc: 11,
  web: 12,
  checks: 14,
  end: 15,
} as const;

export const goodWith = (number: number, text: string): string =>
  good.map((one, index) => (index + 1 === number ? text : one)).join("\n");
