import { execFileSync } from "node:child_process";
import { copyFileSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { findExecutable } from "../../../src/processes/which";
import type { DapClient } from "../../support/dapClient";
import { breakAt, here, spec, stopped, Targets, until } from "../languages/world";
import { begin, clientThrough, startAdapter, Told } from "./throughProxy";

const targets = new Targets();
const clients: DapClient[] = [];
afterEach(async () => {
  for (const client of clients.splice(0)) client.close();
  await targets.end();
});

const adapters = [
  "lldb-dap",
  ...Array.from({ length: 15 }, (_, at) => `lldb-dap-${at + 14}`),
  "lldb-vscode-14",
];
const missing = [
  ...(findExecutable("g++") === undefined ? ["g++"] : []),
  ...(adapters.some((name) => findExecutable(name) !== undefined) ? [] : ["LLDB (apt-get install lldb-14)"]),
];

describe.skipIf(missing.length > 0)(
  `an adapter over stdio${missing.map((what) => ` (no ${what})`).join("")}`,
  () => {
    it("binds breakpoints by any spelling, names the side, goes on, and its end is the target's", async () => {
      const told = new Told();
      const folder = targets.folder();
      copyFileSync(here("../languages/service.cpp"), join(folder, "service.cpp"));
      execFileSync("g++", ["-g", "-O0", "-o", join(folder, "service"), join(folder, "service.cpp")]);
      const link = join(targets.folder(), "tree");
      symlinkSync(folder, link);
      const started = await targets.start({ argv: ["./service"], cwd: folder, debug: spec("native") });
      const client = clientThrough({
        connect: async () => startAdapter(started.attachment),
        places: { trees: [link], packages: [], installed: [], resolvesLinks: false },
        startsStopped: started.attachment.startsStopped,
        hooks: told.hooks,
      });
      clients.push(client);
      await begin(client, started.attachment);
      const set = await breakAt(client, join(link, "service.cpp"), 9);
      expect(set).toMatchObject({ breakpoints: [{ verified: true }] });
      await client.request("configurationDone");
      const stop = await stopped(client);
      expect(stop).toMatchObject({ path: join(link, "service.cpp"), line: 9, variables: { value: "20" } });
      expect(told.paused).toEqual([true]);
      const { threads } = await client.request("threads");
      expect(JSON.stringify(threads)).toContain("userCode 1.0.0");
      await client.request("next", { threadId: stop.threadId });
      expect(await stopped(client)).toMatchObject({ line: 10 });
      await breakAt(client, join(link, "service.cpp"));
      await client.request("continue", { threadId: stop.threadId });
      await client.event("terminated");
      await until(() => told.ended.length > 0);
      expect(told.ended).toEqual(["target"]);
    });
  },
);
