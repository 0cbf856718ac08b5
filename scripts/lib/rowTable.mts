/** The rows of src/ as data: a room may use the rows above its own. */
export const rowTable: readonly (readonly string[])[] = [
  ["util"],
  ["processes"],
  ["versions"],
  ["scenario"],
  ["trees", "environments", "rewrites", "containers", "capture", "languages"],
  ["services", "checks"],
  ["emulation"],
  ["logs", "twins"],
  ["debug", "matrix"],
  ["contract", "editor", "cli", "webview"],
];

export interface Neighbours {
  readonly from: string;
  readonly to: string;
  readonly why: string;
}

/** Rooms of one row that may look at each other; keep it short. */
export const neighbours: readonly Neighbours[] = [
  { from: "editor", to: "contract", why: "ids are typed once" },
  { from: "cli", to: "contract", why: "ids are typed once" },
  { from: "webview", to: "contract", why: "messages are typed once" },
  { from: "languages", to: "environments", why: "a command is wrapped for the environment that runs it" },
];

/** Modules that only some rooms may import; everything else may be imported anywhere. */
export const guarded: readonly {
  readonly module: RegExp;
  readonly rooms: readonly string[];
  readonly why: string;
}[] = [
  { module: /^vscode$/, rooms: ["extension.ts", "editor"], why: "the core knows no editor" },
  {
    module: /^(node:)?child_process$|^(execa|simple-git|tree-kill)$/,
    rooms: ["processes"],
    why: "only src/processes starts anything",
  },
];

/** Modules that an entry may not load at its start, or every window would pay for them. */
export const late: readonly {
  readonly entry: string;
  readonly module: RegExp;
  readonly why: string;
}[] = [
  {
    entry: "extension.ts",
    module: /^(zod|yaml|dockerode|execa|simple-git)$|^@vscode\/debugadapter/,
    why: "import() what needs it, or read unknown input by src/util/shape.ts",
  },
];
