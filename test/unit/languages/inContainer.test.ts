import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { node } from "../../../src/languages/node";
import { python } from "../../../src/languages/python";
import { rulesFor } from "../../../src/languages/pythonRules";
import { attachArgs, commandOf, environmentWith, filesWith, worldWith, wrapArgs } from "./world";

const shipped = mkdtempSync(join(tmpdir(), "backcompat-languages-"));
mkdirSync(join(shipped, "debugpy", "debugpy"), { recursive: true });
afterAll(() => rmSync(shipped, { recursive: true }));

const brought: string[] = [];
const world = worldWith({
  shipped,
  folder: shipped,
  files: filesWith({ "/usr/bin/node": "" }),
  bring: (folder) => {
    brought.push(folder);
    return "/there";
  },
});
const inContainer = { host: "0.0.0.0", trees: ["/srv"] };
const mappings = [
  { here: "/tree/src", there: "/srv/app" },
  { here: "/tree", there: "/srv" },
];

describe("Python in a container", () => {
  const found = python.find(environmentWith({ python: "python", pythonVersion: "3.9.1" }), world, {});

  it("has the debugger brought to it, which listens where the port can be published from", async () => {
    const { argv } = await (await found).wrap(wrapArgs(commandOf("python", "app.py"), inContainer));
    expect(argv.join(" ")).toContain("/there/debugpy --listen 0.0.0.0:5678");
    expect(brought).toEqual([join(shipped, "debugpy")]);
  });

  it("is told which folder is which, and that those are mine by the names that it knows", async () => {
    const { arguments: args } = (await found).attach(attachArgs({ mappings }));
    expect(args["rules"]).toEqual(rulesFor(["/srv/app", "/srv"]));
    expect(args["pathMappings"]).toEqual([
      { localRoot: "/tree/src", remoteRoot: "/srv/app" },
      { localRoot: "/tree", remoteRoot: "/srv" },
    ]);
  });
});

describe("Node in a container", () => {
  const found = node.find(environmentWith(), world, {});

  it("listens where the port can be published from", async () => {
    const held = wrapArgs(commandOf("node", "app.js"), { ...inContainer, hold: true });
    expect((await (await found).wrap(held)).argv).toEqual(["node", "--inspect-brk=0.0.0.0:5678", "app.js"]);
  });

  it.each([
    ["/srv/app/x", "/tree/src", "/srv/app"],
    ["/srv", "/tree", "/srv"],
    ["/else", "/tree", "/srv"],
  ])("that runs in %s has its files in %s, which it knows as %s", async (cwd, localRoot, remoteRoot) => {
    const command = { ...commandOf("node", "app.js"), cwd };
    const { arguments: args } = (await found).attach(attachArgs({ mappings, command }));
    expect(args).toMatchObject({ localRoot, remoteRoot });
  });

  it("as a process of this machine has the same names as we", async () => {
    const { arguments: args } = (await found).attach(attachArgs());
    expect(args).toMatchObject({ localRoot: null, remoteRoot: null });
  });
});
