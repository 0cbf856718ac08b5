import { describe, expect, it } from "vitest";
import { portsInside, rewritten, servicesIn } from "../../../../src/emulation/compose/rewritten";

const wanted = {
  project: "p",
  marks: { mark: "1" },
  marksOf: (service: string) => ({ mark: "1", service }),
  publish: new Map([["web", [{ inside: 80, outside: "127.0.0.1:20080" }]]]),
  keptVolume: undefined,
  imageOf: (service: string) => `ours-${service}`,
};

const config = {
  name: "theirs",
  version: "3.4",
  services: {
    web: {
      build: { context: "/w" },
      container_name: "fixed",
      labels: ["a=b=c"],
      ports: [{ target: 80, published: "8080" }],
      profiles: ["x"],
      restart: "always",
    },
    db: { image: "postgres", ports: ["5432:5432"] },
  },
  networks: { out: { external: true, name: "corp" }, own: { name: "theirs_own" } },
  volumes: { data: { name: "theirs_data" }, shared: { external: true } },
};

describe("a compose file beside another copy of it", () => {
  it("has no fixed name or port left, only the ports that the scenario names, and our labels", () => {
    const { services, ...rest } = rewritten(config, wanted);
    expect(services).toEqual({
      web: {
        build: { context: "/w" },
        image: "ours-web",
        labels: { a: "b=c", mark: "1", service: "web" },
        ports: ["127.0.0.1:20080:80"],
        restart: "always",
      },
      db: { image: "postgres", labels: { mark: "1", service: "db" } },
    });
    expect(rest).not.toHaveProperty("name");
    expect(rest["version"]).toBe("3.4");
  });

  it("marks its networks and volumes, and leaves alone what is not its own", () => {
    const { networks, volumes } = rewritten(config, wanted);
    expect(networks).toEqual({
      default: { labels: { mark: "1" } },
      out: { external: true, name: "corp" },
      own: { labels: { mark: "1" } },
    });
    expect(volumes).toEqual({ data: { labels: { mark: "1" } }, shared: { external: true } });
  });

  it("keeps its volumes under a name of the scenario's, without labels that would have them removed", () => {
    const kept = rewritten(config, { ...wanted, keptVolume: (volume) => `kept-${volume}` });
    expect(kept["volumes"]).toEqual({ data: { name: "kept-data" }, shared: { external: true } });
  });

  it("says which services and inner ports it has, in any way of writing", () => {
    expect(servicesIn(config)).toEqual(["web", "db"]);
    expect(servicesIn("nothing")).toEqual([]);
    const ports = ["8080:80", "127.0.0.1:1:2/tcp", "7", { target: 9 }, 11];
    expect(portsInside({ ports, expose: ["13"] })).toEqual([80, 2, 7, 9, 11, 13]);
  });
});
