import { z } from "zod";

/** A plan that comes from a file is checked as a whole; parsePlan fails to compile when this and Plan drift apart. */
const text = z.string();
const texts = z.record(text, text);
const values = z.record(text, z.unknown());
const ms = z.number();

/** For keys that a plan always has in memory; JSON leaves out what is undefined. */
const orNone = <T extends z.ZodType>(schema: T) => schema.optional().transform((value) => value);

const scheme = z.enum(["pep440", "semver", "loose"]);
const release = z.object({
  name: text,
  ref: text.exactOptional(),
  commit: text.exactOptional(),
  date: text.exactOptional(),
  prerelease: z.boolean().exactOptional(),
  yanked: z.union([text, z.literal(true)]).exactOptional(),
  deprecated: text.exactOptional(),
  requiresPython: text.exactOptional(),
});
const version = z.object({
  axis: text,
  name: text,
  kind: z.enum(["release", "workspace", "branch", "commit"]),
  order: z.union([
    z.object({ scheme, nearest: text, after: z.number() }),
    z.object({ scheme, beyond: z.enum(["below", "above"]) }),
  ]),
  ref: text.exactOptional(),
  commit: text.exactOptional(),
  date: text.exactOptional(),
  release: release.exactOptional(),
});

const source = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("workspace"), folder: text }),
  z.object({ kind: z.literal("git"), repo: text, ref: text, commit: text.exactOptional() }),
  z.object({ kind: z.literal("pypi"), name: text, version: text }),
  z.object({ kind: z.literal("npm"), name: text, version: text }),
  z.object({ kind: z.literal("image"), image: text }),
  z.object({ kind: z.literal("folder"), path: text }),
]);

const environment = z.discriminatedUnion("kind", [
  z.object({
    kind: z.literal("python"),
    version: text.exactOptional(),
    install: z.array(text),
    constraints: z.array(text),
    constraintsFile: text.exactOptional(),
    requirements: z.array(text),
    asOf: text.exactOptional(),
    existing: text.exactOptional(),
  }),
  z.object({ kind: z.literal("node"), version: text.exactOptional(), install: z.array(text) }),
  z.object({ kind: z.literal("commands"), commands: z.array(z.array(text)) }),
  z.object({ kind: z.literal("none") }),
]);

const side = z.object({
  name: text,
  version: orNone(version),
  source,
  environment,
  env: texts,
  envFile: text.exactOptional(),
});

const port = z.object({
  preferred: z.number().exactOptional(),
  fixed: z.number().exactOptional(),
  container: z.number().exactOptional(),
  service: text.exactOptional(),
});
const ready = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("tcp"), port: text }),
  z.object({ kind: z.literal("http"), port: text, path: text, status: z.number().exactOptional() }),
  z.object({ kind: z.literal("grpc"), port: text, service: text.exactOptional() }),
  z.object({ kind: z.literal("log"), pattern: text }),
  z.object({ kind: z.literal("run"), run: z.array(text) }),
]);

const container = z.object({
  run: z.array(text).exactOptional(),
  entrypoint: z.array(text).exactOptional(),
  volumes: z.array(text),
  user: text.exactOptional(),
  workdir: text.exactOptional(),
  memory: z.number().exactOptional(),
});

const service = z.object({
  name: text,
  side: orNone(text),
  what: z.discriminatedUnion("kind", [
    z.object({ kind: z.literal("process"), run: z.array(text), shell: z.boolean() }),
    z.object({ kind: z.literal("image"), image: text, container }),
    z.object({
      kind: z.literal("build"),
      context: text,
      dockerfile: text.exactOptional(),
      args: texts,
      target: text.exactOptional(),
      container,
    }),
    z.object({
      kind: z.literal("compose"),
      files: z.array(text),
      services: z.array(text),
      profiles: z.array(text),
      envFiles: z.array(text),
    }),
  ]),
  after: z.array(text),
  cwd: text.exactOptional(),
  env: texts,
  ports: z.record(text, port),
  ready: z.array(ready),
  readyTimeoutMs: ms,
  restart: z.object({ policy: z.enum(["no", "on-failure", "always"]), max: z.number() }),
  restartOnSave: z.boolean(),
  debug: z
    .object({
      language: text,
      pauseAtStart: z.boolean(),
      subprocesses: z.boolean(),
      env: texts.exactOptional(),
      configuration: values.exactOptional(),
    })
    .exactOptional(),
  open: text.exactOptional(),
  logFiles: z.array(text).exactOptional(),
  ignore: z.array(text),
  engine: text.exactOptional(),
});

const rewrite = z.object({
  side: text,
  file: text,
  format: z.enum(["yaml", "json", "toml", "ini", "env", "regex"]),
  set: z.record(text, z.union([text, z.number(), z.boolean(), z.null()])),
  replace: z.array(z.object({ pattern: text, with: text })),
  as: z.enum(["in-place", "copy"]),
  name: text.exactOptional(),
});

const command = z.object({
  name: text,
  side: orNone(text),
  after: z.array(text),
  run: z.array(text),
  shell: z.boolean(),
  cwd: text.exactOptional(),
  env: texts,
  outputs: z.record(
    text,
    z.object({
      regex: text.exactOptional(),
      json: text.exactOptional(),
      secret: z.boolean(),
      show: z.boolean().exactOptional(),
    }),
  ),
  timeoutMs: ms,
});

const request = z.object({
  service: text,
  port: text.exactOptional(),
  method: text,
  path: text,
  headers: texts,
  body: z.unknown().exactOptional(),
});

const action = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("http"), request, arguments: values }),
  z.object({ kind: z.literal("graphql"), request, document: text, arguments: values }),
  z.object({ kind: z.literal("run"), command, arguments: values }),
]);

const expect = z.object({
  exit: z.number().exactOptional(),
  stdout: text.exactOptional(),
  stderr: text.exactOptional(),
  status: z.number().exactOptional(),
  body: text.exactOptional(),
});
const common = { name: text, side: orNone(text), timeoutMs: ms, expect };
const check = z.discriminatedUnion("kind", [
  z.object({ ...common, kind: z.literal("run"), command, ports: z.record(text, port) }),
  z.object({ ...common, kind: z.literal("http"), request }),
  z.object({ ...common, kind: z.literal("graphql"), request, document: text, variables: values }),
  z.object({
    ...common,
    kind: z.literal("log"),
    service: text.exactOptional(),
    must: z.array(text),
    mustNot: z.array(text),
  }),
  z.object({ ...common, kind: z.literal("tests"), command, report: text }),
]);

const engine = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("host"), host: text }),
  z.object({ kind: z.literal("context"), context: text }),
]);

const tunnel = z.object({
  engine: text,
  to: z.discriminatedUnion("kind", [
    z.object({ kind: z.literal("port"), host: text, port: z.number() }),
    z.object({ kind: z.literal("socket"), path: text }),
  ]),
  preferred: z.number().exactOptional(),
});
const knownRed = z.object({ reason: text, check: text.exactOptional() });

const stepCommon = { id: text, title: text, undo: text.exactOptional(), after: z.array(text) };
const step = z.discriminatedUnion("kind", [
  z.object({ ...stepCommon, kind: z.literal("tree"), side: text, exclusive: z.boolean() }),
  z.object({ ...stepCommon, kind: z.literal("environment"), side: text }),
  z.object({ ...stepCommon, kind: z.literal("rewrite"), rewrite: z.number() }),
  z.object({ ...stepCommon, kind: z.literal("state"), empty: z.boolean() }),
  z.object({ ...stepCommon, kind: z.literal("network"), engine: text }),
  z.object({ ...stepCommon, kind: z.literal("volume"), engine: text, volume: text }),
  z.object({ ...stepCommon, kind: z.literal("image"), service: text }),
  z.object({ ...stepCommon, kind: z.literal("service"), service: text }),
  z.object({ ...stepCommon, kind: z.literal("migrate"), migrate: z.number() }),
  z.object({ ...stepCommon, kind: z.literal("setup"), setup: z.number() }),
]);

export const planSchema = z.object({
  format: z.literal(1),
  settled: z.object({
    name: text,
    title: text,
    folder: text,
    file: text,
    versions: z.record(text, version),
    swapped: z.boolean(),
    sides: z.record(text, side),
    services: z.record(text, service),
    rewrites: z.array(rewrite),
    setup: z.array(command),
    actions: z.record(text, action),
    checks: z.record(text, check),
    cleanup: z.array(command),
    engines: z.record(text, engine),
    tunnels: z.record(text, tunnel),
    state: z.enum(["fresh", "kept"]),
    migrate: z.array(command),
    knownReds: z.array(knownRed),
    warnings: z.array(text),
  }),
  steps: z.array(step),
});
