import { join } from "node:path";
import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { z } from "zod";
import { act } from "../../../src/emulation/act";
import type { Emulation } from "../../../src/emulation/emulation";
import type { DapClient } from "../../dap/client";
import {
  type Breakpoint,
  type ChildConfiguration,
  configurationOf,
  debugging,
  initialize,
  lineOf,
  outputOf,
} from "../../dap/world";
import { everything } from "../../system/cli/world";
import { newest, sampleOf, suite, withUv } from "./world";

const release = "0.14.17";
const stopped = z.object({ reason: z.string(), threadId: z.number() });
const frames = z.object({ stackFrames: z.array(z.object({ id: z.number(), name: z.string() })) });

let folder: string;
let remove: () => Promise<void>;

beforeAll(async () => {
  folder = sampleOf([release, newest]);
  const uv = await withUv();
  remove = uv.remove;
  vi.stubEnv("PATH", uv.path);
});
afterAll(async () => {
  vi.unstubAllEnvs();
  await remove();
});

const mutation = "python_modules/dagster-graphql/dagster_graphql/schema/roots/mutation.py";

/** In the mutation that launches on one side, in the op on the other. */
const breakpointFor = ({ target: { side } }: ChildConfiguration, emulation: Emulation): Breakpoint => {
  const dir = emulation.run.values.sides.get(side)?.dir ?? "";
  if (side === "userCode") return { path: join(dir, suite, "legacy_repo.py"), line: opLine(dir) };
  const path = join(dir, mutation);
  return {
    path,
    line: lineOf(
      path,
      "execution_params = await create_execution_params(graphene_info, execution_params_dict)",
    ),
  };
};

const opLine = (dir: string): number => lineOf(join(dir, suite, "legacy_repo.py"), "def the_op(") + 1;

/** Where it stops first: its function, and what an expression is there. */
const stopIn = async (child: DapClient, expression: string) => {
  const { reason, threadId } = stopped.parse(await child.event("stopped"));
  const { stackFrames } = frames.parse(await child.ask("stackTrace", { threadId }));
  const answer = await child.ask("evaluate", { expression, frameId: stackFrames[0]?.id, context: "watch" });
  const { result } = z.object({ result: z.string() }).parse(answer);
  return { reason, at: stackFrames[0]?.name, result, goOn: () => child.ask("continue", { threadId }) };
};

it("one launch stops in the webserver's mutation, then in the op of the older release, and the run succeeds", async () => {
  const before = everything(folder);
  const { client, begins, startChild } = debugging();
  const order: string[] = [];
  let children: DapClient[] = [];
  client.onRequest = async (request) => {
    const configuration = configurationOf(request);
    const child = await startChild(configuration, breakpointFor(configuration, await begins));
    void child.event("stopped").then(() => order.push(configuration.target.side));
    children = [...children, child];
    if (configuration.target.side === "userCode") inUserCode(child);
    else inHost(child);
  };
  let inHost: (child: DapClient) => void = () => undefined;
  const host = new Promise<DapClient>((resolve) => {
    inHost = resolve;
  });
  let inUserCode: (child: DapClient) => void = () => undefined;
  const firstToStop = new Promise<DapClient>((resolve) => {
    inUserCode = (child) => void child.event("stopped").then(() => resolve(child));
  });

  await client.ask("initialize", { ...initialize, supportsStartDebuggingRequest: true });
  const up = client.ask("launch", {
    folder,
    scenario: "dagster",
    versions: { host: newest, release },
  });
  await client.event("initialized");
  await client.ask("configurationDone");
  await up;
  const emulation = await begins;
  expect(outputOf(client)).toContain(
    `host ${newest} · webserver: DAGSTER_GRPC_TIMEOUT_SECONDS=86400 while debugging\n`,
  );

  const launched = act(
    emulation.run,
    "launch job",
    { job: "the_job", ops: "the_op" },
    AbortSignal.timeout(1_100_000),
  );
  const inMutation = await stopIn(await host, "__import__('os').environ['DAGSTER_GRPC_TIMEOUT_SECONDS']");
  expect(inMutation).toMatchObject({ reason: "breakpoint", result: "'86400'" });
  expect(inMutation.at).toMatch(/create_execution_params_and_launch_pipeline_exec/);
  await inMutation.goOn();

  const inOp = await stopIn(await firstToStop, "__import__('dagster').__version__");
  expect(inOp).toMatchObject({ reason: "breakpoint", result: `'${release}'` });
  expect(inOp.at).toMatch(/the_op/);
  expect(order).toEqual(["host", "userCode"]);
  await inOp.goOn();

  const { status, text } = await launched;
  expect(text).toContain("SUCCESS");
  expect(status).toBe(0);
  await client.ask("disconnect");
  expect(everything(folder)).toEqual(before);
  expect(children.length).toBeGreaterThan(2);
});
