import { describe, expect, it } from "vitest";
import { inTurns, type Job } from "../../../src/matrix/schedule";
import { deferred } from "../../../src/util/deferred";

/** Jobs that end when told, and what runs at each moment. */
const workshop = () => {
  const running = new Set<string>();
  const began: string[] = [];
  const ends = new Map<string, () => void>();
  const job = (name: string, ...resources: string[]): Job => ({
    resources,
    run: async () => {
      const end = deferred<void>();
      ends.set(name, () => end.resolve());
      running.add(name);
      began.push(name);
      await end.promise;
      running.delete(name);
    },
  });
  const settle = async (): Promise<void> => {
    for (let turn = 0; turn < 20; turn++) await Promise.resolve();
  };
  const end = async (name: string): Promise<void> => {
    ends.get(name)?.();
    await settle();
  };
  return { job, running, began, end, settle };
};

const always = (): boolean => true;

describe("work in turns", () => {
  it("runs so many at once, in order", async () => {
    const { job, running, end, settle, began } = workshop();
    const all = inTurns([job("a"), job("b"), job("c")], { jobs: 2, goOn: always });
    await settle();
    expect([...running]).toEqual(["a", "b"]);
    await end("b");
    expect([...running]).toEqual(["a", "c"]);
    await end("a");
    await end("c");
    await all;
    expect(began).toEqual(["a", "b", "c"]);
  });

  it("lets pass what needs nothing that another one holds", async () => {
    const { job, running, end, settle } = workshop();
    const work = [job("a", "port 80"), job("b", "port 80"), job("c")];
    const all = inTurns(work, { jobs: 3, goOn: always });
    await settle();
    expect([...running]).toEqual(["a", "c"]);
    await end("a");
    expect([...running]).toEqual(["c", "b"]);
    await end("b");
    await end("c");
    await all;
  });

  it("begins nothing new once it is stopped, and waits for what runs", async () => {
    const { job, end, settle, began } = workshop();
    let open = true;
    let over = false;
    const all = inTurns([job("a"), job("b")], { jobs: 1, goOn: () => open }).then(() => {
      over = true;
    });
    await settle();
    open = false;
    expect(over).toBe(false);
    await end("a");
    await all;
    expect(began).toEqual(["a"]);
  });

  it("fails with the work that failed, after the others ended", async () => {
    const { job, end, settle, running } = workshop();
    const failing: Job = { resources: [], run: () => Promise.reject(new Error("no disk")) };
    const all = inTurns([job("a"), failing], { jobs: 2, goOn: always });
    const outcome = expect(all).rejects.toThrow("no disk");
    await settle();
    await end("a");
    await outcome;
    expect(running.size).toBe(0);
  });
});
