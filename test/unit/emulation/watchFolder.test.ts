import { EventEmitter } from "node:events";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { type Watch, watchFolder } from "../../../src/emulation/watchFolder";

class Fake extends EventEmitter {
  closed = 0;
  close(): void {
    this.closed++;
  }
}

const watching = () => {
  const changed: string[] = [];
  const troubles: unknown[] = [];
  return {
    changed,
    troubles,
    told: {
      changed: (file: string) => void changed.push(file),
      troubled: (error: unknown) => void troubles.push(error),
    },
  };
};

describe("watching a folder", () => {
  it("tells the files that change, as the system names them", () => {
    const { changed, told } = watching();
    const fake = new Fake();
    const begin: Watch = (_, __, heard) => {
      heard("change", join("src", "a.py"));
      heard("rename", null);
      return fake;
    };
    watchFolder("tree", told, begin).dispose();
    expect(changed).toEqual([join("tree", "src", "a.py")]);
    expect(fake.closed).toBe(1);
  });

  it("survives that the folder goes away, which Windows tells as an error", () => {
    const { troubles, told } = watching();
    const fake = new Fake();
    watchFolder("tree", told, () => fake);
    const error = Object.assign(new Error("EPERM"), { code: "EPERM" });
    fake.emit("error", error);
    expect(troubles).toEqual([error]);
    expect(fake.closed).toBe(1);
  });

  it("survives a system that can't", () => {
    const { troubles, told } = watching();
    const error = new Error("ENOSPC");
    watchFolder("tree", told, () => {
      throw error;
    }).dispose();
    expect(troubles).toEqual([error]);
  });
});
