import { appendFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { here, newUser, scenarioFolder, serverOn, tinyCopy, type User } from "./world";

interface JsonRow {
  readonly side: string;
  readonly service: string;
  readonly time: string;
  readonly level?: string;
  readonly text: string;
}

const rowsIn = (out: string): JsonRow[] =>
  out
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => JSON.parse(line));

describe("the logs of a red pair that is over", () => {
  let folder: string;
  let user: User;
  const logs = (...args: readonly string[]) => user.run(folder, "logs", ...args);

  beforeAll(async () => {
    folder = tinyCopy();
    user = newUser();
    expect((await user.run(folder, "run", "tiny", "--with", "release=1.0.0")).exit).toBe(1);
  }, 120_000);

  it("are printed for each service by itself, or merged by time", async () => {
    const each = await logs();
    expect(each.exit).toBe(0);
    expect(each.out.match(/^── .*$/gm)).toEqual([
      "── codeserver · userCode 1.0.0",
      "── webserver · host workspace",
    ]);
    const merged = await logs("--merge");
    expect(merged.out).toMatch(/^\d\d:\d\d:\d\d\.\d{3} {2}userCode {2}codeserver {2}.*Could not answer/m);
    expect(merged.out).toMatch(/ {2}host {6}webserver {3}.*UserCodeError/);
    const rows = rowsIn((await logs("--json")).out);
    const told = rows.filter(({ text }) => text.includes("Could not answer")).map(({ service }) => service);
    expect(told).toEqual(["codeserver", "webserver"]);
    expect(rows.length).toBeGreaterThan(20);
  });

  it("can be narrowed by service, side, level, text, time and number", async () => {
    const services = async (...args: readonly string[]) => [
      ...new Set(rowsIn((await logs("--json", ...args)).out).map(({ service }) => service)),
    ];
    expect(await services("--service", "webserver")).toEqual(["webserver"]);
    expect(await services("--side", "userCode")).toEqual(["codeserver"]);
    const errors = rowsIn((await logs("--json", "--level", "error")).out);
    expect(errors.every(({ level }) => level === "error")).toBe(true);
    const [found] = rowsIn((await logs("--json", "--grep", "^ValueError: unknown field .*job_name")).out);
    expect(found).toMatchObject({ side: "userCode", service: "codeserver" });
    expect(rowsIn((await logs("--json", "--tail", "2")).out)).toHaveLength(2);
    expect((await logs("--json", "--since", "2000-01-01", "--tail", "1")).out).not.toBe("");
    const none = await logs("--json", "--since", "2100-01-01");
    expect([none.exit, none.out]).toEqual([0, ""]);
    expect(none.said).toContain("has no such lines");
  });

  it("say what each side said when it broke", async () => {
    const { lines, silent } = JSON.parse((await logs("--root-causes", "--json")).out);
    expect(lines).toMatchObject([
      { side: "userCode", version: "1.0.0", service: "codeserver", file: "codeserver/codeserver.py" },
      { side: "host", service: "webserver", file: "webserver/usercode.py" },
    ]);
    expect(silent).toEqual([]);
    expect((await logs("--root-causes")).out).toMatch(/^userCode 1\.0\.0\n {2}codeserver {2}ValueError: /m);
  });

  it("are told apart from those of a green pair, but for times, ids and ports", async () => {
    expect((await user.run(folder, "run", "tiny", "--with", "release=workspace")).exit).toBe(0);
    const [green, red] = JSON.parse((await user.run(folder, "ps", "--all", "--json")).out);
    const { exit, out } = await logs(String(red.id), "--against", String(green.id));
    expect(exit).toBe(0);
    expect(out).toMatch(/^\+ ValueError: unknown field/m);
    expect(out).toMatch(/^── webserver · host$/m);
    expect(out).not.toMatch(/^[+-].*Serving on/m);
    const same = await logs(String(red.id), "--against", String(red.id));
    expect([same.out, same.said]).toEqual(["", `${red.id} and ${red.id} say the same\n`]);
  });

  it("are found by the beginning of an id; what is not there is told with what is", async () => {
    const { id } = JSON.parse((await user.run(folder, "ps", "--all", "--json")).out).at(-1);
    expect((await logs(String(id).slice(0, -1), "--tail", "1")).exit).toBe(0);
    const wrong = `${String(id).slice(0, -1)}x`;
    const unknown = await logs(wrong);
    expect([unknown.exit, unknown.out]).toEqual([2, ""]);
    expect(unknown.said).toContain(`No emulation is called ${wrong}\n  → Did you mean ${id} (tiny)`);
    expect((await logs("--service", "webservr")).said).toContain("Did you mean webserver?");
    expect((await logs("--level", "eror")).said).toContain("Did you mean error?");
    expect((await logs("--grep", "(")).said).toContain("This is no regular expression");
    expect((await logs("--since", "soon")).said).toContain("--since soon is no time");
    const elsewhere = await user.run(scenarioFolder({}), "logs");
    expect(elsewhere.exit).toBe(2);
    expect(elsewhere.said).toContain("Name one of another folder: ");
    expect(elsewhere.said).toContain(`${id} (tiny)`);
  });

  it("are read to their end though there is garbage in them", async () => {
    const { id } = JSON.parse((await user.run(folder, "ps", "--all", "--json")).out).at(-1);
    const store = join(user.home, "emulations", String(id), "logs");
    const [name = ""] = readdirSync(store).filter(
      (file) => file.startsWith("webserver") && file.endsWith(".log"),
    );
    appendFileSync(
      join(store, name),
      Buffer.concat([Buffer.from([0, 255, 254, 10]), Buffer.from("12 garb\n4102444800000 o the end\n")]),
    );
    const all = await logs(String(id), "--service", "webserver");
    expect(all.exit).toBe(0);
    expect(all.out).toContain("the end");
  });
});

describe("following", () => {
  it("goes on with each further line once, and ends with the emulation", async () => {
    const folder = scenarioFolder({ sides: { a: here }, services: { web: serverOn(), late: serverOn() } });
    const user = newUser();
    const up = user.start(folder, "up", "--json");
    await up.until('"emulation":');
    const { BACKCOMPAT_WEB_HTTP_PORT: port } = JSON.parse((await user.run(folder, "env", "--json")).out);
    const follow = user.start(folder, "logs", "--follow", "--json");
    await follow.until("listening");
    for (const path of ["/one", "/two"]) await (await fetch(`http://127.0.0.1:${port}${path}`)).text();
    await follow.until("GET /two");
    await up.interrupt();
    const { exit, out } = await follow.ended;
    expect(exit).toBe(0);
    expect(
      rowsIn(out)
        .map(({ text }) => text.trim())
        .filter((text) => /one|two/.test(text)),
    ).toEqual(["GET /one", "GET /two"]);
  });

  it("ends cleanly by Ctrl-C, and the emulation goes on", async () => {
    const folder = scenarioFolder({ sides: { a: here }, services: { web: serverOn() } });
    const user = newUser();
    const up = user.start(folder, "up", "--json");
    await up.until('"emulation":');
    const follow = user.start(folder, "logs", "--follow");
    await follow.until("listening");
    const { exit, said } = await follow.interrupt();
    expect([exit, said]).toEqual([0, ""]);
    expect(JSON.parse((await user.run(folder, "ps", "--json")).out)).toHaveLength(1);
    await up.interrupt();
  });
});
