import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { soon } from "../../../../src/editor/views/soon";

describe("work that is done soon", () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it("is done once for all who asked meanwhile", async () => {
    const work = vi.fn();
    const later = soon(50, work);
    later.ask();
    later.ask();
    expect(work).not.toHaveBeenCalled();
    await vi.advanceTimersByTimeAsync(200);
    expect(work).toHaveBeenCalledTimes(1);
  });

  it("is done again, but never twice at a time, where it is asked for while it is done", async () => {
    let finish = (): void => undefined;
    const work = vi.fn(() => new Promise<void>((resolve) => (finish = resolve)));
    const later = soon(50, work);
    later.ask();
    await vi.advanceTimersByTimeAsync(50);
    later.ask();
    await vi.advanceTimersByTimeAsync(500);
    expect(work).toHaveBeenCalledTimes(1);
    finish();
    await vi.advanceTimersByTimeAsync(50);
    expect(work).toHaveBeenCalledTimes(2);
    finish();
  });

  it("is not done any more after the end", async () => {
    const work = vi.fn();
    const later = soon(50, work);
    later.ask();
    later.dispose();
    await vi.advanceTimersByTimeAsync(200);
    expect(work).not.toHaveBeenCalled();
  });
});
