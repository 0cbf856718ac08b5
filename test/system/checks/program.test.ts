import { tmpdir } from "node:os";
import { describe, expect, it } from "vitest";
import { makeSecrets } from "../../../src/capture/secrets";
import { runCheck } from "../../../src/checks/check";
import type { CheckWorld, FilledCheck } from "../../../src/checks/types";
import { start } from "../../../src/processes/spawn";
import { newRunToken, processesWithToken } from "../../../src/processes/tokens";
import { neverPaused } from "../../../src/util/pausing";
import { problemOf } from "../../../src/util/problem";
import { systemClock } from "../../../src/util/time";

const check = (argv: readonly string[], timeoutMs = 20_000) => {
  const token = newRunToken();
  const made: FilledCheck = {
    name: "it works",
    side: undefined,
    timeoutMs,
    expect: {},
    kind: "run",
    command: {
      name: "it works",
      argv,
      shell: false,
      cwd: tmpdir(),
      env: { PATH: process.env["PATH"] ?? "" },
      token,
      outputs: {},
      timeoutMs,
    },
  };
  return { made, token };
};
const makeWorld = (onLine: CheckWorld["onLine"] = () => undefined, signal?: AbortSignal): CheckWorld => ({
  clock: systemClock,
  pause: neverPaused,
  secrets: makeSecrets(),
  spawn: start,
  followLog: () => ({ dispose: () => undefined }),
  onLine,
  ...(signal && { signal }),
});
const family =
  "import subprocess,time; subprocess.Popen(['sleep','600'], start_new_session=True); print('up', flush=True); time.sleep(600)";

describe("a check's real program", () => {
  it("is heard on both streams, to its last line", async () => {
    const code = "import sys; print('out'); print('err', file=sys.stderr); sys.exit(4)";
    const result = await runCheck(check(["python3", "-c", code]).made, makeWorld());
    expect(result).toMatchObject({ verdict: "red", exit: 4 });
    expect(result.lines.map(({ stream, text }) => `${stream} ${text}`).sort()).toEqual([
      "stderr err",
      "stdout out",
    ]);
  });

  it("is stopped with its tree when its time is up, and nothing else is", async () => {
    const { made, token } = check(["python3", "-c", family], 1500);
    const service = await start({
      argv: ["sleep", "600"],
      cwd: tmpdir(),
      env: {},
      token,
      own: newRunToken(),
    });
    const result = await runCheck(made, makeWorld());
    expect(result).toMatchObject({ verdict: "red", why: "it did not end within 1.5 s and was stopped" });
    expect(await processesWithToken(token)).toEqual([service.id]);
    await service.stop(0);
  });

  it("is stopped with its tree when it is cancelled", async () => {
    const { made, token } = check(["python3", "-c", family]);
    const cancel = new AbortController();
    const result = runCheck(
      made,
      makeWorld(() => cancel.abort(), cancel.signal),
    ).then(undefined, problemOf);
    expect(await result).toMatchObject({ code: "interrupted" });
    expect(await processesWithToken(token)).toEqual([]);
  });

  it("that is not there is no result, and is named", async () => {
    expect(
      await runCheck(check(["no-such-program"]).made, makeWorld()).then(undefined, problemOf),
    ).toMatchObject({ exit: 3, message: expect.stringContaining("no-such-program is not on PATH") });
  });
});
