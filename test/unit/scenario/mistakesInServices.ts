import type { line } from "./bad";

/** What is wrong, the line it replaces, its text there, and what is said: from the column on. */
export const mistakesInServices: readonly (readonly [
  string,
  keyof typeof line,
  string,
  readonly string[],
])[] = [
  [
    "an unknown key, with the nearest",
    "grpc",
    `"grpc": { "side": "user", "run": ["x"], "prots": {} },`,
    ['41: scenarios.pair.services.grpc: unknown key "prots" (Did you mean "ports"? Keys of a service: side,'],
  ],
  [
    "a wrong type, with how to write it",
    "user",
    `"user": { "source": { "git": "main" }, "python": { "version": 3.11 } },`,
    [
      '63: scenarios.pair.sides.user.python.version: expected a text, but this is the number 3.11 (Write it in quotes: "3.11".)',
    ],
  ],
  [
    "a text where a list belongs",
    "web",
    `"web": { "side": "host", "run": ["x"], "after": "grpc" },`,
    [
      '49: scenarios.pair.services.web.after: expected a list [ … ], but this is the text "grpc" (Put it in brackets: ["grpc"].)',
    ],
  ],
  [
    "a number in quotes",
    "checks",
    `"checks": { "ok": { "side": "host", "run": ["check"], "expect": { "exit": "0" } } },`,
    [
      '75: scenarios.pair.checks.ok.expect.exit: expected an exit code, but this is the text "0" (Write it without quotes: 0.)',
    ],
  ],
  [
    "a shell line without a shell",
    "grpc",
    `"grpc": { "side": "user", "run": "serve it", "ports": {} },`,
    [
      '34: scenarios.pair.services.grpc.run: expected a list of arguments, but this is a text (Write ["serve","it"], or add "shell": true.)',
    ],
  ],
  [
    "an unknown variable, inside the text",
    "grpc",
    `"grpc": { "side": "user", "run": ["a", "--v=\${relase}"] },`,
    [
      "45: scenarios.pair.services.grpc.run[1]: unknown variable ${relase} (Did you mean ${release}? Known: workspaceFolder, host, release.)",
    ],
  ],
  [
    "a port of a service that isn't there",
    "web",
    `"web": { "side": "host", "run": ["\${services.grpc.ports.x}"] },`,
    [
      "35: scenarios.pair.services.web.run[0]: unknown variable ${services.grpc.ports.x} (Known: services.grpc.ports.grpc.)",
    ],
  ],
  [
    "a port where there are none",
    "web",
    `"web": { "side": "host", "run": ["\${port}"] },`,
    [
      '35: scenarios.pair.services.web.run[0]: ${port} is unknown: nothing here has "ports" (Add "ports", such as { "http": 8000 }.)',
    ],
  ],
  [
    "a variable that has no end",
    "web",
    `"web": { "side": "host", "run": ["\${host"] },`,
    ["35: scenarios.pair.services.web.run[0]: ${ has no closing } (Close it, or write $${ for a plain ${.)"],
  ],
  [
    "a variable that is known too late",
    "user",
    `"user": { "source": { "git": "\${env:REF}" } },`,
    [
      "31: scenarios.pair.sides.user.source.git: ${env:REF} can't stand here: it is only known once the emulation runs (Known here: workspaceFolder,",
    ],
  ],
  [
    "services that wait for each other",
    "grpc",
    `"grpc": { "side": "user", "run": ["x"], "after": ["web"] },`,
    [],
  ],
  [
    "a service after one that isn't there",
    "web",
    `"web": { "side": "host", "run": ["x"], "after": ["grcp"] },`,
    [
      '50: scenarios.pair.services.web.after[0]: there is no service "grcp" (Did you mean "grpc"? Known: grpc, web.)',
    ],
  ],
  [
    "a side that isn't there",
    "web",
    `"web": { "side": "hots", "run": ["x"] },`,
    [
      '18: scenarios.pair.services.web.side: there is no side "hots" (Did you mean "host"? Known: host, user.)',
    ],
  ],
  [
    "a value by an axis that isn't there",
    "web",
    `"web": { "side": "host", "run": [{ "by": "relaese", "else": "x" }] },`,
    [
      '42: scenarios.pair.services.web.run[0].by: there is no axis or side "relaese" (Did you mean "release"? Known: host, release, user.)',
    ],
  ],
  [
    "a value by the side where there is none",
    "web",
    `"web": { "run": [{ "by": "side", "else": "x" }] },`,
    ['26: scenarios.pair.services.web.run[0].by: "side" means nothing here, as this stands in no side'],
  ],
  [
    "a condition that is none",
    "web",
    `"web": { "side": "host", "run": [{ "by": "side", "<1,2": "x", "esle": "y" }] },`,
    [
      `50: scenarios.pair.services.web.run[0]: "<1,2" is no condition on versions: '<1,2': conditions are separated by spaces`,
      '63: scenarios.pair.services.web.run[0]: "esle" is no condition on versions',
    ],
  ],
];
