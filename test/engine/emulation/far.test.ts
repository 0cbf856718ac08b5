import { chmodSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { here, newUser, scenarioFolder, temporaryFolder, type User } from "../../system/cli/world";
import { type Dockerd, startDockerd } from "../harness/dockerd";
import { docker, importBusybox } from "../harness/images";
import { type Sshd, startSshd } from "../harness/sshd";
import { waitFor } from "../harness/waitFor";
import { removedAfter } from "../world";
import { leftOn, web } from "./world";

let near: Dockerd;
let far: Dockerd;
let sshd: Sshd;
let user: User;

/** The system's ssh, for which nobody can give options. */
const pathWith = (ssh: readonly string[]): string => {
  const folder = temporaryFolder();
  const program = join(folder, "ssh");
  writeFileSync(program, `#!/bin/sh\nexec /usr/bin/${ssh.join(" ")} "$@"\n`);
  chmodSync(program, 0o755);
  return `${folder}:${process.env["PATH"] ?? ""}`;
};

beforeAll(async () => {
  near = removedAfter(await startDockerd());
  far = removedAfter(await startDockerd());
  sshd = removedAfter(await startSshd());
  for (const { host } of [near, far]) importBusybox(host);
  user = newUser({ DOCKER_HOST: near.host, PATH: pathWith(sshd.ssh) });
});

const engines = () => ({ far: `ssh://${sshd.name}${far.socket}` });
const asks = (service: string, body: string) => ({ service, http: "/index.html", expect: { body } });

describe("a container on an engine behind ssh", () => {
  it("is reached at a port here, beside one on this machine's engine, and both leave nothing", async () => {
    const folder = scenarioFolder({
      engines: engines(),
      sides: { a: here },
      services: { near: web("from near"), far: web("from far", { engine: "far" }) },
      checks: { one: asks("near", "from near"), other: asks("far", "from far") },
    });
    const { out, said } = await user.run(folder, "run", "--json");
    expect(JSON.parse(out), said).toMatchObject({ verdict: "green" });
    expect([leftOn(near.host), leftOn(far.host)]).toEqual(["", ""]);
  });

  it("is gone when its host here is killed", async () => {
    const folder = scenarioFolder({
      engines: engines(),
      services: { far: web("from far", { engine: "far" }) },
    });
    const up = user.start(folder, "up", "--json");
    await up.until('"emulation"');
    expect(docker(far.host, "ps", "-q").split("\n")).toHaveLength(1);
    up.child.kill("SIGKILL");
    await waitFor("all to be gone", () => (leftOn(far.host) === "" ? true : undefined));
  });
});
