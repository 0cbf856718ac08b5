import { describe, expect, it } from "vitest";
import { addressOf, parseHost } from "../../../src/containers/host";

const kindOf = (text: string): string => parseHost(text).kind;

describe("where an engine listens", () => {
  it.each([
    ["unix:///var/run/docker.sock", { kind: "unix", path: "/var/run/docker.sock" }],
    ["npipe:////./pipe/docker_engine", { kind: "npipe", path: "//./pipe/docker_engine" }],
    ["tcp://build:2376", { kind: "tcp", host: "build", port: 2376 }],
    ["build", { kind: "tcp", host: "build", port: 2375 }],
    ["tcp://[::1]:2375", { kind: "tcp", host: "::1", port: 2375 }],
    [
      "ssh://core@10.0.0.1",
      { kind: "ssh", target: { host: "10.0.0.1", user: "core", socket: "/var/run/docker.sock" } },
    ],
    [
      "ssh://far:2222/run/d.sock",
      { kind: "ssh", target: { host: "far", port: 2222, socket: "/run/d.sock" } },
    ],
  ])("is read of %s", (text, host) => {
    expect(parseHost(text)).toEqual(host);
  });

  it.each([
    "unix:///var/run/docker.sock",
    "tcp://[::1]:2375",
    "ssh://core@far:2222/run/d.sock",
    "ssh://core@far",
  ])("is written as it was read: %s", (text) => {
    expect(addressOf(parseHost(text))).toBe(text);
  });

  it.each([
    "",
    "unix://",
    "ftp://host",
    "tcp://",
    "ssh://",
    "ssh://-oProxyCommand=evil",
    "ssh://-l@host",
    "ssh://a@b@c",
  ])("is not in %j, which is said and not thrown", (text) => {
    expect(kindOf(text)).toBe("unusable");
  });
});
