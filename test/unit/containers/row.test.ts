import { describe, expect, it } from "vitest";
import { rowOf, rowsOf } from "../../../src/containers/row";

const found = {
  Id: "0123456789abcdef",
  Names: ["/shop-web-1"],
  Image: "shop:1",
  ImageID: "sha256:1",
  State: "running",
  Status: "Up 5 minutes (healthy)",
  Created: 1_700_000_000,
  Ports: [
    { IP: "::", PrivatePort: 80, PublicPort: 8080, Type: "tcp" },
    { IP: "0.0.0.0", PrivatePort: 80, PublicPort: 8080, Type: "tcp" },
    { PrivatePort: 53, Type: "udp" },
  ],
  Labels: {
    "com.docker.compose.project": "shop",
    "com.docker.compose.service": "web",
    "dev.backcompat.emulation": "e1",
    "dev.backcompat.service": "web",
  },
};

describe("a container's row", () => {
  it("says what it is, where it is reached, and whose it is", () => {
    expect(rowOf(found)).toMatchObject({
      name: "shop-web-1",
      state: "running",
      health: "healthy",
      created: 1_700_000_000_000,
      composeProject: "shop",
      composeService: "web",
      ours: { emulation: "e1", service: "web", side: undefined },
      ports: [
        { inner: 53, protocol: "udp" },
        { inner: 80, protocol: "tcp", published: { host: "0.0.0.0", port: 8080 } },
      ],
    });
  });

  it.each([
    ["Up 2 hours", "running", undefined],
    ["Up 2 hours (Paused)", "paused", undefined],
    ["Up 1 second (health: starting)", "running", "starting"],
    ["Up 1 minute (unhealthy)", "running", "unhealthy"],
    ["Exited (0) 3 hours ago", "exited", undefined],
    ["Restarting (1) 2 seconds ago", "restarting", undefined],
    ["Something new", "unknown", undefined],
  ])("reads the words of engines that tell no state: %s", (Status, state, health) => {
    expect(rowOf({ Id: "1", Status })).toMatchObject({ state, health });
  });

  it("stands also where an engine leaves out all but the id, and not without", () => {
    const bare = { Id: "0123456789abcdef", Names: null, Labels: null, Ports: null };
    expect(rowOf(bare)).toMatchObject({ name: "0123456789ab", ports: [], labels: {}, ours: undefined });
    expect(rowsOf([{}, null, "x", bare])).toHaveLength(1);
    expect(rowsOf({ message: "no list" })).toEqual([]);
  });
});
