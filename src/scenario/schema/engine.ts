/** Docker engines, and what else their hosts have to be reached for. */
import { knownName, tunnelEnd } from "../looks";
import { either, number, object, text } from "../shape";

export const engine = either(
  [
    text({
      description: "A socket or a host.",
      examples: ["ssh://core@192.168.122.95", "unix:///var/run/docker.sock"],
    }),
    object("engine", { context: text("The name of a Docker context.") }, "A Docker context.", {
      required: ["context"],
    }),
  ],
  "A Docker engine: local socket, host over ssh, or context.",
);

const port = (doc: string) => number(doc, { what: "a port from 1 to 65535", min: 1, max: 65_535 });

export const tunnel = object(
  "tunnel",
  {
    engine: text("The engine over whose ssh connection it goes.", {
      what: "the name of an engine",
      look: knownName("engine", ({ engines }) => engines),
    }),
    to: either(
      [
        port("A port of the engine's host."),
        text(
          {
            description: "`HOST:PORT` as the engine's host sees it, or a socket's path there.",
            examples: ["127.0.0.1:5432", "/var/run/postgresql/.s.PGSQL.5432"],
          },
          { what: "a port, HOST:PORT or a socket's path", look: tunnelEnd },
        ),
      ],
      { description: "What is reached there.", examples: [5432, "db.internal:5432"] },
    ),
    port: port("The port on this machine's loopback, if it is free; else another."),
  },
  {
    description: "A further port or socket over the ssh connection of an engine.",
    examples: [{ engine: "core1", to: 5432 }],
  },
  { required: ["engine", "to"] },
);
