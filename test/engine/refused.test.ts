import { chmodSync, chownSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { tlsIn } from "../../src/containers/contexts";
import { type EngineSpec, parseHost } from "../../src/containers/host";
import { openEngine } from "../../src/containers/openEngine";
import { freePort } from "../../src/containers/ssh/freePort";
import { type Problem, problemOf } from "../../src/util/problem";
import { makeCertificates } from "./harness/certificates";
import { type Dockerd, startDockerd } from "./harness/dockerd";
import { engineFolder, removeFolder } from "./harness/folders";
import { newWorld, removedAfter, specOf } from "./world";

const certificates = engineFolder();
const never = new AbortController().signal;
let dockerd: Dockerd;
let port: number;

beforeAll(async () => {
  port = await freePort();
  for (const name of ["right", "wrong"]) makeCertificates(join(certificates, name));
  const [ca, cert, key] = ["ca", "cert", "key"].map((name) => join(certificates, "right", `${name}.pem`));
  const tls = ["--tlsverify", `--tlscacert=${ca}`, `--tlscert=${cert}`, `--tlskey=${key}`];
  dockerd = removedAfter(await startDockerd(["--host", `tcp://127.0.0.1:${port}`, ...tls]));
});

afterAll(() => removeFolder(certificates));

const opened = (spec: EngineSpec): Promise<Problem | undefined> =>
  openEngine(spec, newWorld(), never).then((engine) => {
    engine.dispose();
    return undefined;
  }, problemOf);

/** As a user that has no rights here; what is loaded is loaded. */
const asNobody = async <T>(work: () => Promise<T>): Promise<T> => {
  const groups = process.getgroups?.() ?? [];
  process.setgroups?.([65534]);
  process.setegid?.(65534);
  process.seteuid?.(65534);
  try {
    return await work();
  } finally {
    process.seteuid?.(0);
    process.setegid?.(0);
    process.setgroups?.(groups);
  }
};

describe("an engine whose socket refuses one", () => {
  it("is told with the command that gives this user the right", async () => {
    expect(await opened(specOf("one", dockerd.host))).toBeUndefined();
    chmodSync(dockerd.folder, 0o755);
    chownSync(dockerd.socket, 0, 54_321);
    const problem = await asNobody(() => opened(specOf("one", dockerd.host)));
    expect(problem?.code).toBe("no-permission");
    expect(problem?.hint).toContain("sudo usermod -aG 54321 nobody");
  });

  it("is told where not even the folder may be looked into", async () => {
    chmodSync(dockerd.folder, 0o700);
    const problem = await asNobody(() => opened(specOf("one", dockerd.host)));
    expect(problem).toMatchObject({ code: "no-permission", hint: expect.stringContaining("folders above") });
  });
});

describe("an engine behind TLS", () => {
  const spec = async (proofs?: "right" | "wrong"): Promise<EngineSpec> => {
    const tls = proofs && (await tlsIn(join(certificates, proofs), true));
    return { name: "tls", host: parseHost(`tcp://127.0.0.1:${port}`, tls), from: "context", current: false };
  };

  it("is used with the certificates that belong to it", async () => {
    expect(await opened(await spec("right"))).toBeUndefined();
  });

  it("is refused, or refuses, where certificates are missing or another's", async () => {
    expect(await opened(await spec())).toMatchObject({
      code: "engine-tls",
      message: expect.stringContaining("wants TLS"),
    });
    expect(await opened(await spec("wrong"))).toMatchObject({ code: "engine-tls" });
  });
});

describe("an engine that is not there", () => {
  it("is told apart: its socket was left behind, or there is none", async () => {
    await dockerd.kill();
    const left = await opened(specOf("one", dockerd.host));
    expect(left).toMatchObject({ code: "stale-socket", hint: expect.stringContaining(dockerd.socket) });
    expect(await opened(specOf("one", `${dockerd.host}.other`))).toMatchObject({ code: "no-daemon" });
    expect(await opened(specOf("one", `tcp://127.0.0.1:${port}`))).toMatchObject({ code: "no-daemon" });
  });
});
