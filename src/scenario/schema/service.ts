/** Services: what runs for as long as the emulation. */

import { filled, knownName } from "../looks";
import { any, choice, described, either, flag, list, map, number, object, text } from "../shape";
import { build, compose, image } from "./container";
import {
  after,
  argv,
  cwd,
  duration,
  env,
  names,
  pattern,
  ports,
  run,
  shell,
  sideRef,
  template,
  when,
} from "./words";

const portName = names("the name of a port of this service");

const readyGrpc = object(
  "ready grpc",
  { port: portName, service: template("The service that the health check asks about.") },
  "A gRPC health check.",
);

const readyHttp = object(
  "ready http",
  {
    path: template("The path."),
    port: portName,
    status: number("Ready at this status; by default at any below 400.", {
      what: "an HTTP status",
      min: 100,
      max: 599,
    }),
  },
  "An HTTP request.",
  { required: ["path"] },
);

const onPort = "`true` for the first port, or a port's name.";

export const ready = object(
  "ready",
  {
    tcp: either([flag(onPort, true), portName], `Something listens on the port. ${onPort}`),
    http: either([template({ description: "A path.", examples: ["/health"] }), readyHttp], {
      description: "An HTTP request is answered: a path, or an object with `path`, `port`, `status`.",
      examples: ["/health"],
    }),
    grpc: either([flag(onPort, true), portName, readyGrpc], `The gRPC health service answers. ${onPort}`),
    log: pattern({ description: "A line of its output matches.", examples: ["listening on"] }),
    run: argv,
    timeout: duration({ description: "How long to wait; 60s by default.", examples: ["60s"] }),
  },
  {
    description:
      "When the service counts as ready; all that is named must hold. By default: its ports listen.",
    examples: [{ tcp: true }, { http: "/health" }],
    snippets: { HTTP: { http: "/" }, TCP: { tcp: true }, gRPC: { grpc: true }, Log: { log: "listening" } },
  },
);

export const debug = object(
  "debug",
  {
    language: text(
      {
        description: "`python`, `node`, `go`, `native`, or another extension's debug type.",
        examples: ["python", "node"],
      },
      { what: "a language", look: filled },
    ),
    pauseAtStart: flag("Holds the process at its first line until the debugger goes on."),
    subprocesses: flag("Also debugs what it starts."),
    env: described(env, {
      description:
        "Environment variables only while debugging: timeouts that a long stop would let run out are raised here.",
      examples: [{ DAGSTER_GRPC_TIMEOUT_SECONDS: "86400" }],
    }),
    configuration: map(
      any("A value."),
      names("a key of the debug configuration"),
      "More for the debug adapter.",
    ),
  },
  {
    description: "Runs under a debugger.",
    snippets: { Python: { language: "python" }, Node: { language: "node" } },
  },
  { required: ["language"] },
);

const restartPolicy = choice(["no", "on-failure", "always"], "When it is started again by itself.");

const restart = either(
  [
    restartPolicy,
    object(
      "restart",
      {
        policy: restartPolicy,
        max: number("How many times at most.", { what: "a number of restarts", min: 0, max: 1000 }),
      },
      "A restart policy with a limit.",
      { required: ["policy"] },
    ),
  ],
  "Whether it is started again when it ends; `no` by default.",
);

const raw = (what: string) => map(any("A value."), names("a key"), what);

export const service = object(
  "service",
  {
    side: sideRef,
    when,
    after,
    run,
    shell,
    image,
    build,
    compose,
    cwd,
    env,
    ports,
    ready,
    restart,
    onSave: choice(["restart"], "What happens when a file of its side is saved."),
    engine: text("The engine its container runs on.", {
      what: "the name of an engine",
      look: knownName("engine", ({ engines }) => engines),
    }),
    debug,
    open: template({
      description: "What to open in the browser: a path of its first port, or a URL.",
      examples: ["/"],
    }),
    tap: either(
      [flag("Records what goes over its ports."), raw("Which ports, and how.")],
      "Records what goes over its ports.",
    ),
    logFiles: list(template("A path relative to `cwd`; `*`, `?` and `**` are patterns."), {
      description:
        "Files that it writes its log to: lines of it like what it prints, over rotation and truncation.",
      examples: [["logs/*.log"]],
    }),
    ignore: list(pattern("A regular expression."), {
      description: "Lines that are never a cause.",
      examples: [["DeprecationWarning"]],
    }),
  },
  {
    description: "A long-running process or container of a side.",
    snippets: {
      "Python process": {
        side: "host",
        run: ["python", "server.py", "--port", "${port}"],
        ports: { http: 8000 },
        ready: { http: "/" },
        debug: { language: "python" },
      },
      Image: { image: "postgres:15", ports: { db: { container: 5432 } } },
    },
  },
  { oneOf: [["run", "image", "build", "compose"]], scope: true },
);
