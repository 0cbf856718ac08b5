import { execFileSync } from "node:child_process";
import { mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { findExecutable } from "../../../src/processes/which";
import { breakAt, nothingLeft, plainEnvironment, spec, stopped, Targets, until } from "./world";

const targets = new Targets();
afterEach(() => targets.end());
const built = new Targets();
afterAll(() => built.end());

const go = findExecutable("go") ?? findExecutable("/usr/local/go/bin/go");
const cache = join(homedir(), ".cache", "backcompat", "delve-1.27.2");

/** Once per machine, by Go's own proxy. */
const delve = (): string | undefined => {
  const there = findExecutable("dlv") ?? findExecutable(join(cache, "dlv"));
  if (there !== undefined || go === undefined) return there;
  try {
    mkdirSync(cache, { recursive: true });
    const env = { ...process.env, GOBIN: cache };
    execFileSync(go, ["install", "github.com/go-delve/delve/cmd/dlv@v1.27.2"], { env, stdio: "ignore" });
  } catch {
    return undefined;
  }
  return findExecutable(join(cache, "dlv"));
};

const dlv = delve();
const missing = [...(go === undefined ? ["Go"] : []), ...(dlv === undefined ? ["Delve"] : [])];

const main = `package main

import (
	"fmt"
	"os"
	"time"
)

func handle(value int) int {
	doubled := value * 2
	return doubled
}

func main() {
	fmt.Println("asked for", os.Args[1:])
	for count := 20; len(os.Args) > 2 || count < 21; count++ {
		fmt.Println("total", handle(count))
		time.Sleep(20 * time.Millisecond)
	}
}
`;

describe.skipIf(missing.length > 0)(`Go${missing.map((what) => ` (no ${what})`).join("")}`, () => {
  let folder = "";
  let source = "";
  const bins = [join(dlv ?? "/", ".."), join(go ?? "/", "..")];
  const environment = plainEnvironment({ path: bins });
  const env = {
    PATH: [...bins, process.env["PATH"] ?? ""].join(":"),
    GOFLAGS: "-mod=mod",
    GOCACHE: join(cache, "build"),
  };

  beforeAll(() => {
    folder = built.folder();
    source = join(folder, "main.go");
    writeFileSync(source, main);
    writeFileSync(join(folder, "go.mod"), "module example.com/service\n\ngo 1.18\n");
    execFileSync(go ?? "go", ["build", "-gcflags=all=-N -l", "-o", "service"], {
      cwd: folder,
      env: { ...process.env, ...env },
    });
  }, 180_000);

  it("stops a built program at a breakpoint with its variables, goes on and ends", async () => {
    const started = await targets.start({
      argv: ["./service", "one"],
      cwd: folder,
      debug: spec("go"),
      environment,
      env,
    });
    const client = await targets.attach(started.attachment);
    await breakAt(client, source, 11);
    await client.request("configurationDone");
    const stop = await stopped(client);
    expect(stop).toMatchObject({ reason: "breakpoint", path: source, line: 11 });
    expect(stop.variables).toMatchObject({ value: "20", doubled: "40" });
    await client.request("continue", { threadId: stop.threadId });
    await client.event("terminated");
    await client.request("disconnect");
    await started.process.exited;
    expect(started.lines).toEqual(expect.arrayContaining(["asked for [one]", "total 40"]));
    await nothingLeft(started.token);
  });

  it("debugs what `go run` runs, and leaves nothing in the tree", async () => {
    const before = readdirSync(folder);
    const started = await targets.start({
      argv: ["go", "run", "-tags", "a,b", ".", "one"],
      cwd: folder,
      debug: spec("go", { pauseAtStart: true }),
      environment,
      env,
    });
    expect(readdirSync(folder)).toEqual(before);
    expect(started.attachment.entry).toBe("arguments");
    const client = await targets.attach(started.attachment);
    await client.request("configurationDone");
    expect((await client.event("stopped"))["reason"]).toBe("entry");
    await breakAt(client, source, 11);
    await client.request("continue", { threadId: 1 });
    expect(await stopped(client)).toMatchObject({ path: source, line: 11 });
  });

  it("runs at once where it isn't to be held, and is attached to while it runs", async () => {
    const started = await targets.start({
      argv: ["./service", "for", "ever"],
      cwd: folder,
      debug: spec("go"),
      environment,
      env,
      hold: false,
    });
    await until(() => started.lines.includes("total 40"));
    const client = await targets.attach(started.attachment);
    await breakAt(client, source, 11);
    await client.request("configurationDone");
    expect(await stopped(client)).toMatchObject({ path: source, line: 11 });
  });
});
