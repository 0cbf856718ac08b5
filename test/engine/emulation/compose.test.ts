import { readdirSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { everything, files, here, newUser, scenarioFolder } from "../../system/cli/world";
import { type Dockerd, startDockerd } from "../harness/dockerd";
import { docker, importBusybox } from "../harness/images";
import { waitFor } from "../harness/waitFor";
import { removedAfter } from "../world";
import { leftOn, logOf, polite } from "./world";

let engine: Dockerd;

beforeAll(async () => {
  engine = removedAfter(await startDockerd());
  importBusybox(engine.host);
});

const serve = (page: string, port: number): string =>
  JSON.stringify(
    polite(`echo up; mkdir -p /www; echo ${page} > /www/index.html; httpd -f -p ${port} -h /www`),
  );

const composeFile = `
version: "3.4"
services:
  web:
    build: .
    container_name: fixed-name
    ports: ["18080:80"]
    depends_on: [db]
  db:
    image: busybox:local
    command: ${serve("$PAGE", 99)}
    volumes: ["data:/data"]
volumes: { data: {} }
`;

const stack = (ports: object) => ({
  side: "a",
  compose: "docker-compose.yml",
  env: { PAGE: "from db" },
  ports,
});
const asks = (service: string, port: string, body: string) => ({
  service,
  port,
  http: "/index.html",
  expect: { body },
});

const folderWith = (scenario: object): string => {
  const folder = scenarioFolder({ sides: { a: here }, ...scenario });
  files(folder, {
    "docker-compose.yml": composeFile,
    Dockerfile: `FROM busybox:local\nCMD ${serve("from web", 80)}\n`,
  });
  return folder;
};

describe("a compose file", () => {
  it("runs twice at once at ports of their own, with a log for each of its services, and is not edited", async () => {
    const user = newUser({ DOCKER_HOST: engine.host });
    const db = { container: 99 };
    const folder = folderWith({
      services: { one: stack({ web: { container: 80 }, db }), two: stack({ front: { container: 80 } }) },
      checks: {
        web: asks("one", "web", "from web"),
        db: asks("one", "db", "from db"),
        other: asks("two", "front", "from web"),
      },
    });
    const before = everything(folder);
    const { out, said } = await user.run(folder, "run", "--json");
    expect(JSON.parse(out), said).toMatchObject({ verdict: "green" });
    const [id = ""] = readdirSync(join(user.home, "emulations"));
    for (const log of ["one%2Fweb", "one%2Fdb", "two%2Fweb", "two%2Fdb"])
      expect(logOf(user.home, id, log)).toContain(" o up\n");
    expect(leftOn(engine.host)).toBe("");
    expect(everything(folder)).toEqual(before);
  });

  it("is gone when its host is killed", async () => {
    const user = newUser({ DOCKER_HOST: engine.host });
    const folder = folderWith({ services: { one: stack({ web: { container: 80 } }) } });
    const up = user.start(folder, "up", "--json");
    await up.until('"emulation"');
    expect(docker(engine.host, "ps", "-q").split("\n")).toHaveLength(2);
    up.child.kill("SIGKILL");
    await waitFor("all to be gone", () => (leftOn(engine.host) === "" ? true : undefined));
  });
});
