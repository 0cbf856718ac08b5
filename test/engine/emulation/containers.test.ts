import { readdirSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { files, here, newUser, scenarioFolder, serverOn, type User } from "../../system/cli/world";
import { type Dockerd, startDockerd } from "../harness/dockerd";
import { docker, importBusybox } from "../harness/images";
import { waitFor } from "../harness/waitFor";
import { removedAfter } from "../world";
import { leftOn, logOf, polite, serving, web } from "./world";

let engine: Dockerd;
let user: User;

beforeAll(async () => {
  engine = removedAfter(await startDockerd());
  importBusybox(engine.host);
  user = newUser({ DOCKER_HOST: engine.host });
});

const sides = { a: here };
const emulations = (): string[] => readdirSync(join(user.home, "emulations"));
const json = (text: string) => JSON.parse(text) as { verdict: string; rootCauseLines: { text: string }[] };

describe("a service that is a container", () => {
  it("and a process reach each other, are asked, log, and leave nothing", async () => {
    const client = polite("wget -qO- http://${services.web.host}:${services.web.ports.http}/; sleep 1000");
    const page = "wget -qO- http://$PEER/; echo; ";
    const folder = scenarioFolder({
      sides,
      services: {
        proc: serverOn(),
        web: {
          ...web("inside", { after: ["proc"] }),
          image: { image: "busybox:local", run: serving("inside", page) },
          env: { PEER: "${services.proc.host}:${services.proc.ports.http}" },
        },
        client: {
          after: ["web"],
          image: { image: "busybox:local", run: client },
          ready: { log: "inside" },
        },
      },
      checks: { answers: { service: "web", http: "/index.html", expect: { body: "inside" } } },
    });
    const { out, said } = await user.run(folder, "run", "--json");
    expect(json(out), said).toMatchObject({ verdict: "green" });
    const [id = ""] = emulations();
    expect(logOf(user.home, id, "client")).toMatch(/^\d+ o inside\n$/);
    expect(logOf(user.home, id, "web")).toContain('{"hello":"world"');
    expect(leftOn(engine.host)).toBe("");
  });

  it("is built from each side's tree, once for the same content", async () => {
    const dockerfile = (page: string) =>
      `FROM busybox:local\nRUN mkdir /www && echo ${page} > /www/index.html\nCMD ["sh", "-c", "trap 'exit 0' TERM; httpd -f -p 80 -h /www & wait"]\n`;
    const built = (side: string) => ({ side, build: ".", ports: { http: { container: 80 } } });
    const asks = (service: string, body: string) => ({ service, http: "/index.html", expect: { body } });
    const folder = scenarioFolder({
      sides: { older: { source: { folder: "older" } }, newer: { source: { folder: "newer" } } },
      services: { one: built("older"), two: built("newer") },
      checks: { first: asks("one", "version 1"), second: asks("two", "version 2") },
    });
    files(folder, {
      "older/Dockerfile": dockerfile("version 1"),
      "newer/Dockerfile": dockerfile("version 2"),
    });
    const first = await user.run(folder, "run", "--json");
    expect(json(first.out), first.said).toMatchObject({ verdict: "green" });
    const second = await user.run(folder, "run", "--json");
    expect(json(second.out), second.said).toMatchObject({ verdict: "green" });
    expect(second.said).toMatch(/build the image of one.*cached/);
  });

  it("has new data in each emulation, or keeps it from one to the next", async () => {
    const counting = {
      services: {
        db: {
          image: {
            image: "busybox:local",
            run: [
              "sh",
              "-c",
              "trap 'exit 0' TERM; echo x >> /data/all; echo has $(wc -l < /data/all); sleep 1000 & wait",
            ],
            volumes: ["data:/data"],
          },
          ready: { log: "^has \\d" },
        },
      },
    };
    const has = (count: number) => ({ checks: { count: { log: { must: `^has ${count}$` } } } });
    const twice = async (state: "fresh" | "kept", counts: readonly number[]) => {
      const folder = scenarioFolder({});
      for (const count of counts) {
        const scenario = { ...counting, ...has(count), state };
        files(folder, {
          ".vscode/backcompat.json": JSON.stringify({ version: 1, scenarios: { s: scenario } }),
        });
        const { out, said } = await user.run(folder, "run", "--json");
        expect(json(out), said).toMatchObject({ verdict: "green" });
      }
    };
    await twice("fresh", [1, 1]);
    await twice("kept", [1, 2]);
    expect(leftOn(engine.host)).toBe("");
  });

  it("is gone when its host is killed, and what is not ours stays", async () => {
    docker(engine.host, "run", "-d", "--name", "theirs", "busybox:local", "sleep", "1000");
    const folder = scenarioFolder({ sides, services: { web: web("x"), other: web("y") } });
    const up = user.start(folder, "up", "--json");
    await up.until('"emulation"');
    expect(docker(engine.host, "ps", "-q").split("\n")).toHaveLength(3);
    up.child.kill("SIGKILL");
    await waitFor("all to be gone", () => (leftOn(engine.host) === "" ? true : undefined), { seconds: 60 });
    expect(docker(engine.host, "ps", "--format", "{{.Names}}")).toBe("theirs");
    docker(engine.host, "rm", "-f", "theirs");
  });
});
