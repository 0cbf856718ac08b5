import { describe, expect, it } from "vitest";
import { byHand } from "../../../../src/editor/terminal/byHand";
import { list, scenarioOf, settled, v } from "../../scenario/settling";

const nothing = (): undefined => undefined;

const pair = (more: object = {}) =>
  scenarioOf({
    title: "A pair",
    axes: { release: list("1.0.0", "1.1.0") },
    sides: {
      host: {
        source: { folder: "." },
        python: { version: "3.11", install: ["-e ."] },
        env: { MODE: "dev mode" },
      },
      user: { source: { git: "${release}" }, python: { version: ">=3.8", install: ["-e pkg[extra]"] } },
    },
    services: {
      code: {
        side: "user",
        cwd: "sub",
        run: ["python", "-m", "code", "--port", "${port}", "--root", "${sides.user.dir}"],
        ports: { rpc: 4266 },
      },
      web: {
        side: "host",
        run: ["web", "-w", "it's.yaml", "${services.code.ports.rpc}"],
        ports: { http: 3000 },
      },
    },
    rewrites: [{ side: "host", file: "w.yaml", set: { port: "${services.code.ports.rpc}", on: true } }],
    ...more,
  });

const lines = (known: Parameters<typeof byHand>[1] = nothing): string[] =>
  byHand(settled(pair(), { release: v("1.0.0") }), known).split("\n");

describe("the same by hand", () => {
  it("is a second checkout and environment beside the workspace", () => {
    const all = lines();
    expect(all).toContain("git -C /w worktree add --detach /w-user-1.0.0 1.0.0");
    expect(all).toContain("python3 -m venv /w-user-1.0.0-venv");
    expect(all).toContain("(cd /w-user-1.0.0 && /w-user-1.0.0-venv/bin/pip install -e 'pkg[extra]')");
    expect(all).toContain("# needs Python >=3.8");
  });

  it("is edited files, with what is written into them", () => {
    const all = lines((name) => (name === "services.code.ports.rpc" ? "5001" : undefined));
    const at = all.indexOf("# edit /w/w.yaml:");
    expect(all.slice(at, at + 3)).toEqual(["# edit /w/w.yaml:", "#   port = 5001", "#   on = true"]);
  });

  it("is a terminal for each service, in its folder and environment, quoted for a shell", () => {
    const all = lines((name, service) => (service === "code" && name === "port" ? "5001" : undefined));
    const code = all.indexOf("# a terminal for code of user 1.0.0");
    expect(all.slice(code + 1, code + 3)).toEqual([
      "cd /w-user-1.0.0/sub",
      'PATH=/w-user-1.0.0-venv/bin:"$PATH" python -m code --port 5001 --root /w-user-1.0.0',
    ]);
    expect(all.find((line) => line.includes(" web -w "))).toBe(
      `PATH=/w-venv/bin:"$PATH" MODE='dev mode' web -w 'it'\\''s.yaml' '\${services.code.ports.rpc}'`,
    );
  });

  it("ends with how to clear it all away, and leaves the workspace", () => {
    const all = lines();
    expect(all).toContain("git -C /w worktree remove --force /w-user-1.0.0");
    expect(all).toContain("rm -rf /w-user-1.0.0-venv");
    expect(all.filter((line) => /^rm .*\s\/w(\s|$)/.test(line))).toEqual([]);
  });
});
