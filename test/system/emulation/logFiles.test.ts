import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { openServiceLog } from "../../../src/capture/serviceLog";
import { here, scenarioFolder } from "../cli/world";
import { emulating, never } from "./world";

const program = `
  const fs = require("node:fs");
  const say = (n) => fs.appendFileSync("server.log", "file line " + n + " " + process.env.API_TOKEN + "\\n");
  say(1);
  say(2);
  fs.renameSync("server.log", "server.log.1");
  say(3);
  process.on("SIGTERM", () => { say(4); process.exit(0); });
  console.log("printed");
  setInterval(() => {}, 1000);
`;

describe("files that a service writes its log to", () => {
  it("are lines of it in the store, to the last, over rotation, without secrets and what was there before", async () => {
    const folder = scenarioFolder({
      sides: { a: here },
      services: {
        web: {
          side: "a",
          run: ["node", "server.js"],
          env: { API_TOKEN: "hunter2hunter2" },
          logFiles: ["server.log*"],
          ready: { log: "printed" },
        },
      },
    });
    writeFileSync(join(folder, "server.js"), program);
    writeFileSync(join(folder, "server.log"), "of an earlier run\n");
    const { emulation } = await emulating(folder);
    const { logs } = emulation.run.folder;
    emulation.run.secrets.add("hunter2hunter2");
    await emulation.up(never);
    await emulation.stop();
    const log = await openServiceLog(logs, "web");
    const texts = (await log.read(0, log.lines)).map(({ text }) => text).sort();
    log.dispose();
    expect(texts).toEqual([
      "file line 1 ***",
      "file line 2 ***",
      "file line 3 ***",
      "file line 4 ***",
      "printed",
    ]);
    expect(readFileSync(join(folder, "server.log.1"), "utf8")).toContain("of an earlier run");
  });
});
