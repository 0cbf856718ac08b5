import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import type { Emulation } from "../../../src/emulation/emulation";
import type { EmulationEvent } from "../../../src/emulation/events";
import { ask } from "../../../src/util/request";
import { here, scenarioFolder } from "../../system/cli/world";
import { emulating, never, portOf } from "../../system/emulation/world";
import { startDockerd } from "../harness/dockerd";
import { docker, importBusybox } from "../harness/images";
import { waitFor } from "../harness/waitFor";
import { removedAfter } from "../world";
import { leftOn, polite, web } from "./world";

let host = "";

beforeAll(async () => {
  const engine = removedAfter(await startDockerd());
  host = engine.host;
  importBusybox(host);
  importBusybox(host, "busybox:other");
  process.env["DOCKER_HOST"] = host;
  return () => {
    delete process.env["DOCKER_HOST"];
  };
});

const pageOf = async (emulation: Emulation, service: string): Promise<string> => {
  const url = `http://127.0.0.1:${portOf(emulation, service)}/index.html`;
  return (await ask({ url, method: "GET", headers: {} })).body.trim();
};

const stateOf = (emulation: Emulation, service: string) => emulation.services.get(service)?.state();
const linesOf = (events: readonly EmulationEvent[], service: string): string[] =>
  events.flatMap((event) => (event.kind === "line" && event.service === service ? [event.line.text] : []));
const image = (line: string, more: object = {}) => ({
  image: { image: "busybox:local", run: polite(line), ...more },
});

describe("a container, while the others run", () => {
  it("is stopped, started and restarted at its port, and goes with the emulation", async () => {
    const { emulation } = await emulating(scenarioFolder({ services: { web: web("x"), other: web("y") } }));
    await emulation.up(never);
    const port = portOf(emulation, "web");
    expect(await pageOf(emulation, "web")).toBe("x");
    await emulation.stopService("web");
    expect(stateOf(emulation, "web")?.kind).toBe("stopped");
    await expect(pageOf(emulation, "web")).rejects.toThrow();
    await emulation.startService("web", never);
    await emulation.restartService("web", never);
    expect(await pageOf(emulation, "web")).toBe("x");
    expect(portOf(emulation, "web")).toBe(port);
    expect(docker(host, "ps", "-q").split("\n")).toHaveLength(2);
    await emulation.stop();
    expect(leftOn(host)).toBe("");
  });

  it("goes over to another version of its image, and what is not concerned runs on", async () => {
    const folder = scenarioFolder({
      axes: { tag: { versions: ["local", "other"], default: "local" } },
      services: { web: { ...web("x"), image: { ...web("x").image, image: "busybox:${tag}" } }, db: web("y") },
    });
    const { emulation, planOf } = await emulating(folder, { tag: "local" });
    await emulation.up(never);
    const images = () => docker(host, "ps", "--format", "{{.Image}}").split("\n").sort();
    expect(images()).toEqual(["busybox:local", "busybox:local"]);
    await emulation.changeVersions(await planOf({ tag: "other" }), never);
    expect(images()).toEqual(["busybox:local", "busybox:other"]);
    expect(await pageOf(emulation, "web")).toBe("x");
  });

  it("is built again from its tree where that was edited before a restart", async () => {
    const folder = scenarioFolder({
      sides: { a: here },
      services: { web: { side: "a", build: ".", ports: { http: { container: 80 } } } },
    });
    const edit = (page: string): void => {
      const argv = JSON.stringify(polite("httpd -f -p 80 -h /www"));
      const made = `RUN mkdir /www && echo ${page} > /www/index.html`;
      writeFileSync(join(folder, "Dockerfile"), `FROM busybox:local\n${made}\nCMD ${argv}\n`);
    };
    edit("before");
    const { emulation } = await emulating(folder);
    await emulation.up(never);
    expect(await pageOf(emulation, "web")).toBe("before");
    edit("after");
    await emulation.restartService("web", never);
    expect(await pageOf(emulation, "web")).toBe("after");
  });

  it("that ends is started again as its policy says, with what it wrote; then its end is said", async () => {
    const line =
      "echo x >> /n; echo run $(wc -l < /n); [ $(wc -l < /n) -lt 3 ] && exit 3; echo third; exit 7";
    const services = {
      flaky: {
        image: { image: "busybox:local", run: ["sh", "-c", line] },
        ready: { log: "never" },
        restart: { policy: "on-failure", max: 2 },
      },
    };
    const { emulation, events } = await emulating(scenarioFolder({ services }));
    await expect(emulation.up(never)).rejects.toMatchObject({
      problem: { message: expect.stringContaining("flaky ended with exit code 7"), exit: 1 },
    });
    expect(linesOf(events, "flaky")).toEqual(["run 1", "run 2", "run 3", "third"]);
  });

  it("is ready by what runs inside, and by its own health check", async () => {
    const folder = scenarioFolder({
      sides: { a: here },
      services: {
        late: {
          ...image("sleep 1; touch /ready; httpd -f -p 80 -h /"),
          ports: { tcp: { container: 80 } },
          ready: { tcp: true, run: ["test", "-e", "/ready"] },
        },
        healthy: { side: "a", build: "." },
      },
    });
    writeFileSync(
      join(folder, "Dockerfile"),
      `FROM busybox:local\nHEALTHCHECK CMD test -e /tmp/fine\nCMD ["sh", "-c", "trap 'exit 0' TERM; sleep 1; touch /tmp/fine; sleep 1000 & wait"]\n`,
    );
    const { emulation } = await emulating(folder);
    await emulation.up(never);
    expect(docker(host, "ps", "--filter", "health=healthy", "--format", "{{.Names}}")).toContain("healthy");
    expect(docker(host, "exec", `backcompat-${emulation.id}-late`, "ls", "/ready")).toBe("/ready");
  });

  it("that somebody restarts goes on; one that somebody removes is said to be gone", async () => {
    const { emulation, events } = await emulating(scenarioFolder({ services: { web: web("x") } }));
    await emulation.up(never);
    const name = `backcompat-${emulation.id}-web`;
    docker(host, "restart", name);
    await waitFor("the page", () => pageOf(emulation, "web").catch(() => undefined));
    expect(stateOf(emulation, "web")?.kind).toBe("ready");
    docker(host, "rm", "-f", name);
    await waitFor("its end", () => (stateOf(emulation, "web")?.kind === "failed" ? true : undefined));
    expect(stateOf(emulation, "web")).toMatchObject({ why: expect.stringContaining("removed") });
    expect(linesOf(events, "web").at(-1)).toContain("container removed");
  });

  it("at a port that another container holds is told whose that is, and leaves it", async () => {
    docker(host, "run", "-d", "--name", "theirs", "-p", "127.0.0.1:0:80", "busybox:local", "httpd", "-f");
    const port = Number(docker(host, "port", "theirs", "80").split(":")[1]);
    const services = { web: web("x", { ports: { http: { container: 80, fixed: port } } }) };
    await expect(emulating(scenarioFolder({ services }))).rejects.toMatchObject({
      problem: {
        code: "port-taken",
        message: expect.stringContaining("the container theirs (busybox:local)"),
      },
    });
    expect(docker(host, "ps", "--format", "{{.Names}}")).toBe("theirs");
    docker(host, "rm", "-f", "theirs");
  });
});
