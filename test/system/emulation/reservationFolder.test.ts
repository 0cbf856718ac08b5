import { mkdtempSync, rmSync, statSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { reservationFolder } from "../../../src/emulation/reservationFolder";
import { stateFolder } from "../../../src/emulation/stateFolder";

const folders: string[] = [];
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});
const temporary = (): string => {
  const folder = mkdtempSync(join(tmpdir(), "reservations-"));
  folders.push(folder);
  return folder;
};

describe("where ports are reserved", () => {
  it("is one place for all state folders of a user, which nobody else can enter", async () => {
    const place = join(temporary(), "shared");
    const [one, other] = [temporary(), temporary()].map((root) => stateFolder({ BACKCOMPAT_HOME: root }));
    if (one === undefined || other === undefined) throw new Error("no state folder");
    expect(await reservationFolder(one, place)).toBe(place);
    expect(await reservationFolder(other, place)).toBe(place);
    expect(statSync(place).mode & 0o777).toBe(0o700);
  });

  it("is the state folder's own where something else stands in that place", async () => {
    const place = join(temporary(), "shared");
    const target = temporary();
    symlinkSync(target, place);
    writeFileSync(join(target, "theirs"), "");
    const state = stateFolder({ BACKCOMPAT_HOME: temporary() });
    expect(await reservationFolder(state, place)).toBe(state.locks);
  });
});
