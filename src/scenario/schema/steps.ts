/** What is done to services and trees: rewrites, setup, actions, checks, cleanup. */
import { insideTree } from "../looks";
import { any, choice, either, flag, list, map, nullValue, number, object, text } from "../shape";
import {
  after,
  cwd,
  duration,
  env,
  expect,
  names,
  pattern,
  ports,
  run,
  serviceRef,
  shell,
  sideRef,
  template,
  titles,
  variables,
  when,
} from "./words";

export const rewrite = object(
  "rewrite",
  {
    side: sideRef,
    when,
    file: text(
      { description: "The file, relative to the side's tree.", examples: ["config/workspace.yaml"] },
      { filling: "early", what: "a file of the side's tree", look: insideTree },
    ),
    format: choice(
      ["yaml", "json", "toml", "ini", "env", "regex"],
      "How to read it; by default as its name says.",
    ),
    set: map(
      either(
        [
          template("A text."),
          number("A number.", { what: "a number", min: -Number.MAX_VALUE, max: Number.MAX_VALUE }),
          flag("True or false."),
          nullValue("Null."),
        ],
        "The new value.",
      ),
      titles("a path in the file"),
      {
        description: "Values by their path in the file. Everything else of the file stays as it is.",
        examples: [{ "load_from[0].grpc_server.port": "${services.grpc.ports.grpc}" }],
      },
    ),
    replace: list(
      object(
        "replacement",
        { pattern: pattern("What to find."), with: template("What to put there; `$1` is its first group.") },
        "One replacement.",
        { required: ["pattern", "with"] },
      ),
      "Replacements by regular expression.",
    ),
    as: choice(["in-place", "copy"], "`copy` leaves the file alone and writes another, `${files.NAME}`."),
    name: names("the name of the copy"),
  },
  {
    description: "Edits a configuration file of a side's tree, undone byte for byte afterwards.",
    snippets: {
      "Set a value": {
        side: "host",
        file: "config.yaml",
        set: { "server.port": "${services.web.ports.http}" },
      },
    },
  },
  { required: ["side", "file"], scope: true },
);

const output = object(
  "output",
  {
    regex: pattern("Its first group is the value."),
    json: text({ description: "A path into the JSON that is printed.", examples: ["token", "items[0].id"] }),
    show: flag("Tells it in results and reports, as the version of a database's schema is."),
    secret: flag("Keeps the value out of every log, plan, report and launch configuration."),
  },
  "A value from what the command prints.",
);

const commandKeys = {
  side: sideRef,
  when,
  after,
  run,
  shell,
  cwd,
  env,
  timeout: duration({ description: "How long it may take; 60s by default.", examples: ["60s"] }),
};

export const command = object(
  "command",
  {
    ...commandKeys,
    name: titles("the name of the step"),
    outputs: map(output, names("the name of an output"), {
      description: "Values captured from what it prints; used as `${outputs.NAME}`.",
      examples: [{ token: { regex: "key: (\\S+)", secret: true } }],
    }),
  },
  {
    description: "A command.",
    snippets: { Command: { side: "host", run: ["python", "manage.py", "migrate"] } },
  },
  { required: ["run"], scope: true },
);

export const commands = (doc: string) =>
  either([map(command, titles("the name of the step"), doc), list(command, doc)], doc);

const requestKeys = {
  service: serviceRef("The service that is asked."),
  port: names("the name of a port of that service"),
  http: template({ description: "The path that is asked.", examples: ["/health"] }),
  graphql: template({ description: "The path of the GraphQL endpoint.", examples: ["/graphql"] }),
  method: text(
    { description: "GET by default; POST where there is a body.", examples: ["POST"] },
    { regex: "^[A-Z]+$" },
  ),
  headers: map(template("Its value."), titles("the name of a header"), "HTTP headers."),
  body: any("The body; what is not a text is sent as JSON."),
  document: template({
    description: "A GraphQL document, or a `.graphql` file of the side.",
    examples: ["launch.graphql"],
  }),
  variables,
};

export const action = object(
  "action",
  { ...commandKeys, ...requestKeys, arguments: variables },
  {
    description: "Something to send while an emulation runs.",
    snippets: {
      HTTP: { service: "web", http: "/", method: "GET" },
      Command: { side: "host", run: ["python", "client.py"] },
    },
  },
  { oneOf: [["http", "graphql", "run"]], scope: true },
);

const texts = either(
  [pattern("A regular expression."), list(pattern("A regular expression."), "Several.")],
  "Regular expressions.",
);

const log = object(
  "log check",
  { service: serviceRef("Whose lines; by default those of all."), must: texts, mustNot: texts },
  "Lines that must or must not appear.",
);

const tests = object(
  "tests",
  {
    run,
    report: template({
      description: "The JUnit XML it writes, relative to where it runs.",
      examples: ["${emulation.dir}/junit.xml"],
    }),
  },
  "A test run that writes JUnit XML; each test case becomes a result.",
  { required: ["run", "report"] },
);

export const check = object(
  "check",
  { ...commandKeys, ...requestKeys, log, tests, ports, expect },
  {
    description: "Decides whether the two versions understand each other.",
    snippets: {
      Command: { side: "host", run: ["python", "check.py"], timeout: "60s" },
      HTTP: { service: "web", http: "/health", expect: { status: 200 } },
      Log: { log: { mustNot: "Traceback" } },
    },
  },
  { oneOf: [["run", "http", "graphql", "log", "tests"]], scope: true },
);
