import { promises as fs } from "node:fs";
import { createServer, type IncomingMessage, type Server } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { makeSecrets } from "../../../src/capture/secrets";
import { sendAction } from "../../../src/checks/action";
import { runCheck } from "../../../src/checks/check";
import type { CheckWorld, FilledCheck, FilledRequest } from "../../../src/checks/types";
import { start } from "../../../src/processes/spawn";
import { newRunToken } from "../../../src/processes/tokens";
import { neverPaused } from "../../../src/util/pausing";
import { problemOf } from "../../../src/util/problem";
import { systemClock } from "../../../src/util/time";

let server: Server;
let base = "";
let connections = 0;

const bodyOf = async (request: IncomingMessage): Promise<string> => {
  const parts: string[] = [];
  for await (const part of request) parts.push(String(part));
  return parts.join("");
};

/** Answers with what it was asked, or as its path says. */
const answer = async (request: IncomingMessage) => {
  const body = await bodyOf(request);
  const { method, url, headers } = request;
  if (url === "/errors") return { status: 200, text: '{"errors": [{"message": "Cannot query field"}]}' };
  if (url === "/broken") return { status: 500, text: "KeyError: 'repo'" };
  return { status: 200, text: JSON.stringify({ method, url, type: headers["content-type"], body }) };
};

beforeAll(async () => {
  server = createServer((request, response) => {
    if (request.url === "/hangs") return;
    void answer(request).then(({ status, text }) => response.writeHead(status).end(text));
  });
  server.on("connection", (socket) => {
    connections++;
    socket.on("close", () => connections--);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  base = `http://127.0.0.1:${typeof address === "object" && address ? address.port : 0}`;
});
afterAll(async () => {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

const makeWorld = (signal?: AbortSignal): CheckWorld => ({
  clock: systemClock,
  pause: neverPaused,
  secrets: makeSecrets(),
  spawn: start,
  followLog: () => ({ dispose: () => undefined }),
  onLine: () => undefined,
  ...(signal && { signal }),
});
const request = (path: string, more: Partial<FilledRequest> = {}): FilledRequest => ({
  base,
  path,
  method: "GET",
  headers: {},
  ...more,
});
const http = (path: string, expected: FilledCheck["expect"] = {}): FilledCheck => ({
  name: "it answers",
  side: "host",
  timeoutMs: 400,
  expect: expected,
  kind: "http",
  request: request(path),
});
const graphql = (path: string, document: string, folder = tmpdir()): FilledCheck => ({
  name: "it answers",
  side: "host",
  timeoutMs: 5000,
  expect: {},
  kind: "graphql",
  request: request(path),
  document,
  folder,
  variables: { job: "the_job" },
});

describe("a check that asks a real server", () => {
  it("is green when status and body are as expected", async () => {
    expect(await runCheck(http("/x", { status: 200, body: '"url":"/x"' }), makeWorld())).toMatchObject({
      verdict: "green",
    });
  });

  it("is red with what the server said", async () => {
    expect((await runCheck(http("/broken"), makeWorld())).why).toBe(
      `GET ${base}/broken answered 500, expected 2xx: KeyError: 'repo'`,
    );
  });

  it("is red when the server doesn't answer in time, and leaves no connection", async () => {
    expect((await runCheck(http("/hangs"), makeWorld())).why).toBe(
      `GET ${base}/hangs gave no answer within 0.4 s`,
    );
    await expect.poll(() => connections).toBe(0);
  });

  it("is red when nobody listens", async () => {
    const check: FilledCheck = {
      ...http("/"),
      kind: "http",
      request: request("/", { base: "http://127.0.0.1:9" }),
    };
    expect((await runCheck(check, makeWorld())).why).toContain("nobody listens there (ECONNREFUSED)");
  });

  it("can be cancelled", async () => {
    const cancel = new AbortController();
    const result = runCheck({ ...http("/hangs"), timeoutMs: 60_000 }, makeWorld(cancel.signal));
    setImmediate(() => cancel.abort());
    expect(problemOf(await result.then(undefined, (error: unknown) => error)).code).toBe("interrupted");
  });

  it("posts a GraphQL document with its variables", async () => {
    const check = { ...graphql("/graphql", "{ jobs }"), expect: { body: "the_job" } };
    expect((await runCheck(check, makeWorld())).verdict).toBe("green");
    expect((await runCheck(graphql("/errors", "{ jobs }"), makeWorld())).why).toBe(
      `POST ${base}/errors answered with errors: Cannot query field`,
    );
  });

  it("takes the document from a file of the side, and names the nearest where it is missing", async () => {
    const folder = await fs.mkdtemp(join(tmpdir(), "documents-"));
    await fs.writeFile(join(folder, "launch.graphql"), "mutation Launch { launch }");
    const found = { ...graphql("/graphql", "launch.graphql", folder), expect: { body: "mutation Launch" } };
    expect((await runCheck(found, makeWorld())).verdict).toBe("green");
    const missing = await runCheck(graphql("/", "lunch.graphql", folder), makeWorld()).then(
      undefined,
      problemOf,
    );
    expect(missing).toMatchObject({ code: "no-document", hint: "Did you mean launch.graphql?" });
    const outside = await runCheck(graphql("/", "../x.graphql", folder), makeWorld()).then(
      undefined,
      problemOf,
    );
    expect(outside).toMatchObject({ code: "path-leaves-tree", exit: 2 });
    await fs.rm(folder, { recursive: true });
  });
});

describe("an action", () => {
  const send = (path: string, more: Partial<FilledRequest>, args: Readonly<Record<string, unknown>>) =>
    sendAction(
      { kind: "http", name: "act", timeoutMs: 5000, request: request(path, more) },
      args,
      makeWorld(),
    );
  const seen = async (sent: ReturnType<typeof send>): Promise<unknown> => JSON.parse((await sent).text);

  it("sends its arguments in the query, or as JSON", async () => {
    expect(await seen(send("/a?x=1", {}, { job: "a b" }))).toMatchObject({ url: "/a?x=1&job=a+b" });
    const post = { method: "POST", body: { fixed: 1 } };
    expect(await seen(send("/a", post, { job: "j" }))).toMatchObject({
      type: "application/json",
      body: '{"fixed":1,"job":"j"}',
    });
  });

  it("sends a text body as it is, with the headers it is given", async () => {
    const post = { method: "PUT", body: "ü=1", headers: { "Content-Type": "text/plain" } };
    expect(await seen(send("/a", post, {}))).toMatchObject({
      method: "PUT",
      type: "text/plain",
      body: "ü=1",
    });
  });

  it("gives an answer of any status", async () => {
    expect(await send("/broken", {}, {})).toMatchObject({ status: 500, text: "KeyError: 'repo'" });
  });

  it("fails where nobody answers", async () => {
    const problem = await send("/", { base: "http://127.0.0.1:9" }, {}).then(undefined, problemOf);
    expect(problem).toMatchObject({ code: "action-failed", message: expect.stringContaining("act: GET") });
  });

  it("sends a GraphQL document with the answers as variables", async () => {
    const result = await sendAction(
      {
        kind: "graphql",
        name: "launch",
        timeoutMs: 5000,
        request: request("/graphql"),
        document: "{ a }",
        folder: tmpdir(),
      },
      { job: "the_job" },
      makeWorld(),
    );
    expect(JSON.parse(JSON.parse(result.text).body)).toEqual({
      query: "{ a }",
      variables: { job: "the_job" },
    });
  });

  it("runs a command with its arguments", async () => {
    const print = [
      process.execPath,
      "-e",
      "console.log(process.argv.slice(1).join())",
      "--",
      "\u0024{arguments.job}",
    ];
    const result = await sendAction(
      {
        kind: "run",
        name: "client",
        command: {
          name: "client",
          argv: print,
          shell: false,
          cwd: tmpdir(),
          env: {},
          token: newRunToken(),
          outputs: {},
          timeoutMs: 20_000,
        },
      },
      { job: "the_job", count: 3 },
      makeWorld(),
    );
    expect(result).toMatchObject({ status: 0, text: "the_job,--count,3" });
  });
});
