import { describe, expect, it } from "vitest";
import { contextOf, serviceNode } from "../../../../../src/editor/views/scenario/serviceNode";
import { service } from "../looking";

const shown = (more: Parameters<typeof service>[0]) => serviceNode("abc123", service(more));

describe("the row of a service", () => {
  it("says its ports and whether it is debugged", () => {
    expect(shown({}).description).toBe(":3000 · running");
    expect(shown({ debugged: true }).description).toBe(":3000 · debugging");
    expect(shown({ ports: { a: 1, b: 2 } }).description).toBe(":1 · :2 · running");
    expect(shown({ state: "stopped" }).description).toBe("stopped");
  });

  it("says where its debugger holds it, and that it does so when the place is not known yet", () => {
    expect(shown({ debugged: true, paused: "repo.py:12" }).description).toBe("paused at repo.py:12");
    expect(shown({ debugged: true, paused: "" }).description).toBe("paused");
    expect(shown({ debugged: true, paused: "repo.py:12" }).icon).toBe("debug-pause");
  });

  it("does not say paused of what is not there any more", () => {
    expect(shown({ state: "failed", paused: "repo.py:12" }).description).toBe("failed");
  });

  it("differs in icon and colour by state, of the theme", () => {
    const looks = (["idle", "starting", "ready", "restarting", "stopping", "stopped", "failed"] as const).map(
      (state) => {
        const { icon, color } = shown({ state });
        return `${state}: ${icon} ${color}`;
      },
    );
    expect(looks).toEqual([
      "idle: circle-outline testing.iconUnset",
      "starting: loading~spin testing.iconQueued",
      "ready: pass-filled testing.iconPassed",
      "restarting: loading~spin testing.iconQueued",
      "stopping: loading~spin testing.iconSkipped",
      "stopped: circle-outline testing.iconUnset",
      "failed: error testing.iconFailed",
    ]);
  });

  it("keeps process, addresses and why it failed in its tooltip", () => {
    const { tooltip } = shown({ state: "failed", why: "web ended with exit code 1" });
    expect(tooltip).toContain("process 42");
    expect(tooltip).toContain("http: 127.0.0.1:3000");
    expect(tooltip).toContain("web ended with exit code 1");
  });

  it("is read out in whole words", () => {
    expect(shown({ debugged: true }).spoken).toBe("web, service, :3000, debugging");
  });
});

describe("the words by which menus know a service", () => {
  it("tell what runs from what does not", () => {
    for (const state of ["starting", "ready", "restarting", "stopping"] as const)
      expect(contextOf(service({ state }))).toMatch(/^service running\b/);
    for (const state of ["idle", "stopped", "failed"] as const)
      expect(contextOf(service({ state }))).toMatch(/^service stopped\b/);
  });

  it("tell what is debugged from what can be, and from what can't", () => {
    expect(contextOf(service({ debugged: true }))).toBe("service running debugged web");
    expect(contextOf(service({}))).toBe("service running undebugged web");
    expect(contextOf(service({ debuggable: false }))).toBe("service running web");
  });

  it("offer the browser only once somebody answers", () => {
    expect(contextOf(service({ state: "starting" }))).not.toMatch(/\bweb\b/);
    expect(contextOf(service({ url: undefined }))).not.toMatch(/\bweb\b/);
  });
});
