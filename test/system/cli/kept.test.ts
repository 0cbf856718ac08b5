import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { newUser, temporaryFolder } from "./world";

const report = z.object({
  cells: z.array(
    z.looseObject({
      versions: z.record(z.string(), z.string()),
      verdict: z.string(),
      outputs: z.record(z.string(), z.string()).optional(),
      migrationFailed: z.boolean().optional(),
      checks: z.array(z.looseObject({ name: z.string(), verdict: z.string() })),
    }),
  ),
  notRun: z.number(),
});

const told = (out: string): readonly string[] =>
  report
    .parse(JSON.parse(out))
    .cells.map(({ versions, verdict, outputs }) =>
      [...Object.values(versions), verdict, ...Object.values(outputs ?? {})].join(" "),
    );

/** A database is a file here: its schema, and a line for each cell that used it. */
const program = `
const fs = require("node:fs");
const { join } = require("node:path");
const [what, folder, version] = process.argv.slice(2);
const [schema, cells] = [join(folder, "schema"), join(folder, "cells")];
if (what === "migrate") {
  if (version === process.env.BROKEN) { console.error("Error: column exists already"); process.exit(1); }
  fs.writeFileSync(schema, version);
}
if (what === "use") {
  if (!fs.existsSync(schema)) fs.writeFileSync(schema, version);
  fs.appendFileSync(cells, "one\\n");
  console.log("schema " + fs.readFileSync(schema, "utf8"));
  console.log("cells " + fs.readFileSync(cells, "utf8").trim().split("\\n").length);
}
if (what === "check") process.exit(fs.readFileSync(schema, "utf8") === version ? 0 : 1);
if (what === "serve") setInterval(() => undefined, 1000);
`;

const variable = (name: string): string => ["$", `{${name}}`].join("");
const call = (what: string): readonly string[] => [
  "node",
  `${variable("workspaceFolder")}/program.js`,
  what,
  variable("state.dir"),
  variable("server"),
];

const workspaceWith = (more: object): string => {
  const folder = join(temporaryFolder(), "kept");
  mkdirSync(join(folder, ".vscode"), { recursive: true });
  writeFileSync(join(folder, "program.js"), program);
  const side = (axis: string) => ({ source: { folder: "." }, version: variable(axis) });
  const scenario = {
    axes: { client: { versions: ["1.0.0", "2.0.0"] }, server: { versions: ["1.0.0", "2.0.0", "3.0.0"] } },
    // What the state belongs to comes first, in whatever order the axes stand.
    matrix: { axes: ["server", "client"] },
    sides: { server: side("server"), client: side("client") },
    migrate: { upgrade: { side: "server", run: call("migrate") } },
    setup: {
      use: {
        run: call("use"),
        outputs: {
          schema: { regex: "schema (\\S+)", show: true },
          cells: { regex: "cells (\\d+)", show: true },
        },
      },
    },
    checks: { "the schema is the server's": { run: call("check") } },
    ...more,
  };
  writeFileSync(
    join(folder, ".vscode", "backcompat.json"),
    JSON.stringify({ version: 1, scenarios: { kept: scenario } }),
  );
  return folder;
};

describe.concurrent("a kept state", () => {
  it("goes through all cells in their order, migrated where the version of its side changes", async () => {
    const [user, folder] = [newUser(), workspaceWith({ state: "kept" })];
    const cells = ["matrix", "kept", "--jobs", "4", "--json"];
    const expected = [
      "1.0.0 1.0.0 green 1.0.0 1",
      "1.0.0 2.0.0 green 1.0.0 2",
      "2.0.0 1.0.0 green 2.0.0 3",
      "2.0.0 2.0.0 green 2.0.0 4",
      "3.0.0 1.0.0 green 3.0.0 5",
      "3.0.0 2.0.0 green 3.0.0 6",
    ];
    expect(told((await user.run(folder, ...cells)).out)).toEqual(expected);
    expect(told((await user.run(folder, ...cells)).out)).toEqual(expected);
    const next = await user.run(folder, "run", "kept", "--with", "server=3.0.0", "--json");
    expect(JSON.parse(next.out)).toMatchObject({ outputs: { schema: "3.0.0", cells: "7" } });
  });

  it("is shown by clean, and freed by it", async () => {
    const [user, folder] = [newUser(), workspaceWith({ state: "kept" })];
    await user.run(folder, "run", "kept", "--with", "server=1.0.0");
    expect((await user.run(folder, "clean", "--dry-run")).out).toContain(`kept state of kept in ${folder}`);
    await user.run(folder, "clean", "--yes");
    expect(readdirSync(join(user.home, "kept"))).toEqual([]);
  });

  it("belongs to one emulation at a time, and the second is told who has it", async () => {
    const services = { server: { run: call("serve") } };
    const [user, folder] = [newUser(), workspaceWith({ state: "kept", services })];
    const first = user.start(folder, "up", "kept");
    await first.until("ready: emulation");
    const { exit, said } = await user.run(folder, "run", "kept");
    expect(exit).toBe(3);
    expect(said).toMatch(/Emulation ([0-9a-f]{6}) has the kept state of kept[\s\S]+backcompat down \1/);
    await first.interrupt();
    expect((await user.run(folder, "run", "kept")).exit).toBe(0);
  });

  it("that can't be migrated ends the sequence: the cells after it are not run, and that is said", async () => {
    const [user, folder] = [newUser({ BROKEN: "2.0.0" }), workspaceWith({ state: "kept" })];
    const { exit, out, said } = await user.run(folder, "matrix", "kept", "--json");
    expect(exit).toBe(1);
    const { cells, notRun } = report.parse(JSON.parse(out));
    expect(cells.map(({ verdict }) => verdict)).toEqual(["green", "green", "red"]);
    expect(cells.at(-1)).toMatchObject({ migrationFailed: true, checks: [{ name: "migrate" }] });
    expect(notRun).toBe(3);
    expect(said).toContain(
      "The migration of server=2.0.0 client=1.0.0 failed: the cells after it were not run",
    );
  });

  it("can't be tried out of its order", async () => {
    const { exit, said } = await newUser().run(
      workspaceWith({ state: "kept" }),
      ...["matrix", "kept", "--boundary"],
    );
    expect(exit).toBe(2);
    expect(said).toContain("only run in their order");
  });
});

describe.concurrent("a fresh state", () => {
  it("is empty for each cell, gone with it, and nothing is migrated", async () => {
    const [user, folder] = [newUser({ BROKEN: "2.0.0" }), workspaceWith({})];
    const { out } = await user.run(folder, "matrix", "kept", "--versions", "server=1.0.0,2.0.0", "--json");
    expect(told(out)).toEqual([
      "1.0.0 1.0.0 green 1.0.0 1",
      "1.0.0 2.0.0 green 1.0.0 1",
      "2.0.0 1.0.0 green 2.0.0 1",
      "2.0.0 2.0.0 green 2.0.0 1",
    ]);
    expect(readdirSync(join(user.home, "kept"))).toEqual([]);
  });
});

describe.concurrent("--keep", () => {
  it.each([
    ["a run", ["run", "kept", "--keep"]],
    ["a matrix", ["matrix", "kept", "--versions", "server=1.0.0,2.0.0", "--jobs", "2", "--keep"]],
  ])("leaves the services of %s running, and says how to remove them", async (_, args) => {
    const pidFile = variable("state.dir");
    const run = ["node", "-e", "require('fs').writeFileSync(process.argv[1] + '/pid', 'x')", pidFile];
    const services = { server: { run: call("serve") } };
    const [user, folder] = [newUser(), workspaceWith({ services, setup: { one: { run } }, checks: {} })];
    const started = user.start(folder, ...args);
    await started.until(/emulation [0-9a-f]{6} \([^)]+\) still runs/);
    const running = readdirSync(join(user.home, "live")).filter((name) => !name.includes("."));
    expect(running).toHaveLength(1);
    const [id = ""] = running;
    expect(existsSync(join(user.home, "emulations", id, "work", ".state", "pid"))).toBe(true);
    await user.run(folder, "down", id);
    expect((await started.ended).exit).toBe(0);
    expect(existsSync(join(user.home, "emulations", id, "work"))).toBe(false);
    expect(readFileSync(join(user.home, "emulations", id, "record.json"), "utf8")).toContain('"ended"');
  });
});
