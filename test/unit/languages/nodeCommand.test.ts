import { describe, expect, it } from "vitest";
import { nodeCommand } from "../../../src/languages/nodeCommand";
import { commandOf, filesWith, refusal } from "./world";

const taken = (files: Readonly<Record<string, string>>, ...argv: readonly string[]) =>
  nodeCommand(commandOf(...argv), "/own/node", filesWith(files));

const bin = "/tree/node_modules/.bin/serve";
const script = "#!/usr/bin/env node\n";
const packageJson = (scripts: Readonly<Record<string, string>>): Record<string, string> => ({
  [bin]: script,
  "/tree/package.json": JSON.stringify({ scripts }),
});

describe("a command of Node", () => {
  it("keeps its own options, but no inspector of its own", async () => {
    expect(
      await taken({}, "node", "--inspect=9229", "--max-old-space-size=100", "server.js", "--inspect"),
    ).toEqual({ node: "node", program: ["--max-old-space-size=100", "server.js", "--inspect"], env: {} });
  });

  it.each([
    [["serve", "-p", "1"], {}],
    [["npx", "serve", "-p", "1"], {}],
    [["npx", "--no-install", "serve", "-p", "1"], {}],
    [["npm", "exec", "--", "serve", "-p", "1"], {}],
    [["npm", "exec", "serve", "--", "-p", "1"], {}],
    [["npm", "start", "--", "-p", "1"], { start: "serve" }],
    [["yarn", "dev", "-p", "1"], { dev: "serve" }],
    [["pnpm", "run", "dev"], { dev: "serve -p 1" }],
    [["npm", "run", "a"], { a: "npm run b", b: "npx serve -p 1" }],
  ])("comes to the script of a package: %j", async (argv, scripts) => {
    expect(await taken(packageJson(scripts), ...argv)).toEqual({
      node: "/own/node",
      program: [bin, "-p", "1"],
      env: {},
    });
  });

  it("takes a script's variables over", async () => {
    const files = packageJson({ start: "cross-env MODE=a=b PORT=1 node server.js" });
    expect(await taken(files, "npm", "start")).toEqual({
      node: "node",
      program: ["server.js"],
      env: { MODE: "a=b", PORT: "1" },
    });
  });

  it.each([
    ["of pnpm", 'exec node  "$basedir/../serve/cli.js" "$@"\n'],
    ["of Windows", '@"%dp0%\\node.exe"  "%dp0%\\..\\serve\\cli.js" %*\n'],
  ])("looks behind a shim %s", async (_, start) => {
    expect((await taken({ [bin]: start }, "serve", "x")).program).toEqual([
      "/tree/node_modules/serve/cli.js",
      "x",
    ]);
  });

  it("takes the options of a script's first line", async () => {
    const files = { [bin]: "#!/usr/bin/env -S node --no-warnings\n" };
    expect((await taken(files, "serve")).program).toEqual(["--no-warnings", bin]);
  });

  it("takes a file of JavaScript or TypeScript without such a line", async () => {
    expect((await taken({ "/tree/server.mjs": "" }, "./server.mjs")).program).toEqual(["/tree/server.mjs"]);
  });
});

type Refused = readonly [string, readonly string[], Readonly<Record<string, string>>, string];

describe("a command that leads to no one Node", () => {
  it.each<Refused>([
    ["a shell's script", ["npm", "start"], { start: "tsc && node ." }, "a line for a shell: tsc && node ."],
    [
      "a script with another before it",
      ["npm", "start"],
      { start: "serve", prestart: "tsc" },
      "before or after",
    ],
    ["a script that isn't there", ["npm", "run", "x"], { start: "serve" }, "has no script x"],
    ["scripts in a circle", ["npm", "run", "a"], { a: "npm run b", b: "npm run a" }, "lead to each other"],
    [
      "options of its own",
      ["npm", "--prefix", "x", "start"],
      { start: "serve" },
      "has options before its script",
    ],
    ["no program", ["npx"], {}, "isn't clear"],
    ["an unknown program", ["missing"], {}, "missing is not there"],
  ])("is refused: %s", async (_, argv, scripts, why) => {
    const text = await refusal(taken(packageJson(scripts), ...argv));
    expect(text).toContain(why);
    expect(text).toContain('["node", "server.js"]');
  });

  it("is refused where it is another kind of program", async () => {
    expect(await refusal(taken({ "/usr/bin/deno": "\u007fELF" }, "deno"))).toContain("no script for Node");
  });
});
