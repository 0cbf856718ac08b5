import type { Ready } from "../../scenario/settled";
import { inputFailure } from "../../util/problem";
import { nearest } from "../../util/text";
import { commandProbe } from "./command";
import { grpcProbe } from "./grpc";
import { httpProbe } from "./http";
import { tcpProbe } from "./listening";
import { logProbe } from "./log";
import type { Asked, Probe } from "./probe";

export const probeFor = (ready: Ready, asked: Asked): Probe => {
  switch (ready.kind) {
    case "tcp":
      return tcpProbe(portOf(ready.port, asked), asked);
    case "http":
      return httpProbe(portOf(ready.port, asked), ready.path, ready.status, asked);
    case "grpc":
      return grpcProbe(portOf(ready.port, asked), ready.service, asked);
    case "log":
      return logProbe(ready.pattern, asked);
    case "run":
      return commandProbe(ready.run, asked);
  }
};

const portOf = (name: string, { spec }: Asked): number => {
  const port = spec.ports[name];
  if (port !== undefined) return port;
  const near = nearest(name, Object.keys(spec.ports));
  throw inputFailure("unknown-port", `${spec.name} has no port named ${name}, which its readiness asks for`, {
    hint: near ? `Did you mean ${near}?` : `Add ${name} to the ports of ${spec.name}.`,
  });
};
