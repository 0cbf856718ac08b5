import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { fileURLToPath } from "node:url";
import { afterEach, describe, expect, it } from "vitest";
import { newRunToken, processesWithToken } from "../../../src/processes/tokens";
import type { Ready } from "../../../src/scenario/settled";
import { type Service, startService } from "../../../src/services/service";
import type { ServiceSpec } from "../../../src/services/types";
import { neverPaused } from "../../../src/util/pausing";
import { problemOf } from "../../../src/util/problem";

const here = (name: string): string => fileURLToPath(new URL(name, import.meta.url));
const running: { readonly service: Service; readonly token: ServiceSpec["token"] }[] = [];

const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const server = createServer().listen(0, "127.0.0.1", () => {
      const address = server.address();
      server.close(() =>
        typeof address === "object" && address ? resolve(address.port) : reject(new Error("no port")),
      );
    });
  });

const run = async (argv: readonly string[], ready: Ready, more: Partial<ServiceSpec> = {}) => {
  const port = await freePort();
  const token = newRunToken();
  const service = startService(
    {
      name: "server",
      argv: [...argv, String(port)],
      shell: false,
      cwd: tmpdir(),
      env: { PATH: process.env["PATH"] ?? "" },
      token,
      ports: { main: port },
      ready: [ready],
      readyTimeoutMs: 15_000,
      restart: { policy: "no", max: 0 },
      ...more,
    },
    {
      mask: (text) => text,
      onLine: () => undefined,
      onStarted: () => undefined,
      pause: neverPaused,
    },
  );
  running.push({ service, token });
  return { service, port, token };
};

const python = (how: string): string[] => ["python3", here("servers.py"), how];
const grpc = (how: string): string[] => [process.execPath, here("grpcServer.mjs"), how];
const tcp: Ready = { kind: "tcp", port: "main" };
const reasonOf = (promise: Promise<unknown>) =>
  promise.then(() => Promise.reject(new Error("it should have failed")), problemOf);

afterEach(async () => {
  for (const { service, token } of running.splice(0)) {
    await service.stop(1000);
    expect(await processesWithToken(token)).toEqual([]);
  }
});

describe("a real server", () => {
  it("that starts slowly is waited for", async () => {
    const { service } = await run(python("slow"), tcp);
    await service.ready;
    expect(service.state().kind).toBe("ready");
  });

  it("that dies at its start is reported with what it said", async () => {
    const { service } = await run(python("dies"), tcp);
    expect(await reasonOf(service.ready)).toMatchObject({
      message: "server ended with exit code 1 before it was ready",
      lines: expect.arrayContaining(["no such option: --grpc"]),
    });
  });

  it("that listens elsewhere is reported with where", async () => {
    const { service, port } = await run(python("elsewhere"), tcp, { readyTimeoutMs: 2500 });
    const { message } = await reasonOf(service.ready);
    expect(message).toContain(
      `server was not ready after 2.5 s: nothing of this service listens on 127.0.0.1:${port};`,
    );
    expect(message).toMatch(/; it listens on 127\.0\.0\.1:\d+$/);
  });

  it("that isn't ours doesn't make the service ready", async () => {
    const other = createServer();
    const { service, port } = await run(python("elsewhere"), tcp, { readyTimeoutMs: 2500 });
    await new Promise<void>((resolve) => other.listen(port, "127.0.0.1", resolve));
    expect((await reasonOf(service.ready)).code).toBe("service-not-ready");
    other.close();
  });

  it("that puts itself into the background is ready, and is stopped there", async () => {
    const { service, token } = await run(python("forks"), tcp);
    await service.ready;
    expect(await processesWithToken(token)).toHaveLength(1);
    await service.stop(1000);
    expect(await processesWithToken(token)).toEqual([]);
    expect(service.state().kind).toBe("stopped");
  });

  it("that answers 503 at first is ready when it answers 200", async () => {
    const { service } = await run(python("warms-up"), { kind: "http", port: "main", path: "/" });
    await service.ready;
  });

  it("that answers 503 for ever never is, unless 503 is expected", async () => {
    const http: Ready = { kind: "http", port: "main", path: "/health" };
    const { service, port } = await run(python("never"), http, { readyTimeoutMs: 1000 });
    expect((await reasonOf(service.ready)).message).toContain(
      `GET http://127.0.0.1:${port}/health answered 503`,
    );
    const expected = await run(python("never"), { ...http, status: 503 });
    await expected.service.ready;
  });

  it("that refuses HTTP is reported with where it listens", async () => {
    const http: Ready = { kind: "http", port: "main", path: "/" };
    const { service, port } = await run(python("elsewhere"), http, { readyTimeoutMs: 2500 });
    const { message } = await reasonOf(service.ready);
    expect(message).toContain(`GET http://127.0.0.1:${port}/ was refused; it listens on 127.0.0.1:`);
  });

  it("that speaks gRPC is ready once its health service says so", async () => {
    const { service } = await run(grpc("health"), { kind: "grpc", port: "main" });
    await service.ready;
  });

  it("that speaks gRPC without a health service is ready once it answers", async () => {
    const { service } = await run(grpc("plain"), { kind: "grpc", port: "main" });
    await service.ready;
    const named = await run(
      grpc("plain"),
      { kind: "grpc", port: "main", service: "x" },
      { readyTimeoutMs: 1000 },
    );
    expect((await reasonOf(named.service.ready)).message).toContain("UNIMPLEMENTED (unknown method)");
  });

  it("that speaks HTTP/1 is not taken for one that speaks gRPC", async () => {
    const { service } = await run(python("never"), { kind: "grpc", port: "main" }, { readyTimeoutMs: 1000 });
    expect((await reasonOf(service.ready)).message).toContain("the gRPC health check of 127.0.0.1:");
  });

  it("is ready when a command of its readiness says so", async () => {
    const other = await run(python("slow"), tcp);
    const probe = `import socket; socket.create_connection(("127.0.0.1", ${other.port}))`;
    const { service } = await run(python("slow"), { kind: "run", run: ["python3", "-c", probe] });
    await Promise.all([service.ready, other.service.ready]);
  });

  it("that bears the same emulation's token goes on when another stops", async () => {
    const one = await run(python("slow"), tcp);
    const other = await run(python("slow"), tcp, { token: one.token });
    await Promise.all([one.service.ready, other.service.ready]);
    await one.service.stop(1000);
    expect(await processesWithToken(one.token)).toEqual([other.service.process]);
    expect(other.service.state().kind).toBe("ready");
    await other.service.stop(1000);
  });

  it("that doesn't hear SIGTERM is killed after the grace time", async () => {
    const { service } = await run(python("stubborn"), tcp);
    await service.ready;
    await service.stop(300);
    expect(service.state().kind).toBe("stopped");
  });

  it("is restarted on the same port", async () => {
    const { service } = await run(python("slow"), tcp);
    await service.ready;
    const first = service.process?.pid;
    await service.restart();
    expect(service.process?.pid).not.toBe(first);
  });

  it("that is not on PATH is named", async () => {
    const { service } = await run(["no-such-server"], tcp);
    expect((await reasonOf(service.ready)).message).toContain("no-such-server is not on PATH");
  });
});
