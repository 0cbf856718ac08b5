import { describe, expect, it } from "vitest";
import type { ContainerRow } from "../../../../../src/containers/row";
import { containerNode, contextOf } from "../../../../../src/editor/views/containers/containerNode";
import { container, now, ours } from "./looking";

const node = (more: Partial<ContainerRow>, passed = 0) =>
  containerNode(container(more), { engine: "e", readAt: now - passed, now });
const said = (more: Partial<ContainerRow>, passed = 0) => node(more, passed).description;

describe("the row of a container", () => {
  it("says its health, for how long it is up, and its ports", () => {
    const ports = [
      { inner: 5432, protocol: "tcp", published: { host: "0.0.0.0", port: 5432 } },
      { inner: 80, protocol: "tcp", published: { host: "127.0.0.1", port: 32768 } },
      { inner: 53, protocol: "udp", published: { host: "0.0.0.0", port: 53 } },
      { inner: 9000, protocol: "tcp" },
    ];
    expect(said({ health: "healthy", status: "Up 5 minutes (healthy)", ports })).toBe(
      "healthy, up 5 min · :5432 :32768→80 :53/udp · busybox:local",
    );
    expect(node({ ports }).tooltip).toContain("port 9000/tcp, not published");
  });

  it("counts on while its engine has nothing to say", () => {
    expect(said({ status: "Up 40 seconds" }, 15_000)).toBe("up 55 s · busybox:local");
    expect(said({ status: "Up 40 seconds" }, 80_000)).toBe("up 2 min · busybox:local");
    expect(said({ status: "Up About an hour" })).toBe("up 1 h · busybox:local");
    expect(said({ status: "Up Less than a second" })).toBe("up 1 s · busybox:local");
    expect(said({ status: "Up 3 weeks" })).toBe("up 21 days · busybox:local");
  });

  it("says how and when one ended", () => {
    expect(said({ state: "exited", status: "Exited (0) 4 minutes ago" })).toBe(
      "exited 4 min ago · busybox:local",
    );
    expect(said({ state: "exited", status: "Exited (3) 4 minutes ago" })).toBe(
      "exited with 3 4 min ago · busybox:local",
    );
    expect(said({ state: "created", status: "Created" })).toBe("created · busybox:local");
    expect(said({ state: "paused", status: "Up 3 minutes (Paused)" })).toBe("paused · busybox:local");
    expect(said({ state: "restarting", status: "Restarting (1) 2 seconds ago" })).toBe(
      "restarting with 1 2 s ago · busybox:local",
    );
  });

  it("has an icon by its state, and a failure's colour only where it failed by itself", () => {
    const look = (more: Partial<ContainerRow>) => {
      const { icon, color } = node(more);
      return `${icon} ${color}`;
    };
    expect(look({})).toBe("vm-running testing.iconPassed");
    expect(look({ health: "unhealthy" })).toBe("warning testing.iconErrored");
    expect(look({ state: "exited", status: "Exited (1) 1 second ago" })).toBe(
      "vm-outline testing.iconFailed",
    );
    expect(look({ state: "exited", status: "Exited (137) 1 second ago" })).toBe(
      "vm-outline testing.iconSkipped",
    );
    expect(look({ state: "dead", status: "Dead" })).toBe("error testing.iconErrored");
  });

  it("tells its buttons by what can be done to it now", () => {
    const web = [{ inner: 80, protocol: "tcp", published: { host: "0.0.0.0", port: 80 } }];
    expect(contextOf(container({ ports: web }))).toBe("container running foreign web");
    expect(contextOf(container({ ports: web, state: "exited" }))).toBe("container stopped foreign");
    expect(contextOf(container({ state: "paused" }))).toBe("container paused foreign");
    expect(contextOf(container({ state: "restarting" }))).toBe("container running foreign");
    expect(contextOf(container({ state: "created", ours: ours("abc", "web") }))).toBe(
      "container stopped ours",
    );
  });

  it("says whose it is in its tooltip", () => {
    expect(node({ ours: ours("abc", "grpc") }).tooltip).toContain("grpc of emulation abc");
    expect(node({ composeProject: "shop", composeService: "db" }).tooltip).toContain(
      "db of compose project shop",
    );
  });
});
