import { parse } from "yaml";
import { isRecord } from "../../util/json";
import { asWord, type Detector, ownTags, quoted } from "./detector";

/** A compose file: the stack of a release, asked by this folder. */
export const compose: Detector = async (files) => {
  for (const file of names) {
    const text = await files.read(file);
    if (text === undefined) continue;
    const ports = publishedPorts(text);
    if (ports === undefined) continue;
    return { what: `a compose file, ${file}`, scenario: asWord(files.name), body: body(file, ports) };
  }
  return undefined;
};

const names = ["compose.yaml", "compose.yml", "docker-compose.yml", "docker-compose.yaml"];

/** Of each service the first; undefined where it is no compose file. */
const publishedPorts = (text: string): ReadonlyMap<string, number> | undefined => {
  const services = servicesIn(text);
  if (services === undefined) return undefined;
  return new Map(
    Object.entries(services).flatMap(([name, service]) => {
      const port =
        isRecord(service) && Array.isArray(service["ports"]) ? portIn(service["ports"][0]) : undefined;
      return port === undefined ? [] : [[asWord(name), port] as const];
    }),
  );
};

const servicesIn = (text: string): Record<string, unknown> | undefined => {
  try {
    const parsed: unknown = parse(text, { logLevel: "silent" });
    return isRecord(parsed) && isRecord(parsed["services"]) ? parsed["services"] : undefined;
  } catch (error) {
    if (error instanceof Error && error.name.startsWith("YAML")) return undefined;
    throw error;
  }
};

/** `8080:80`, `127.0.0.1:8080:80/tcp`, `80`, `{ target: 80 }`: the inner one. */
const portIn = (written: unknown): number | undefined => {
  const inner = isRecord(written) ? written["target"] : written;
  const found = /(\d+)(?:\/\w+)?$/.exec(String(inner))?.[1];
  const port = Number(found);
  return found !== undefined && port > 0 && port < 65_536 ? port : undefined;
};

const body = (file: string, ports: ReadonlyMap<string, number>): string => {
  const listed = [...ports].map(([name, port]) => `${quoted(name)}: { "container": ${port} }`).join(", ");
  const [first] = ports.keys();
  const check =
    first === undefined
      ? `// "it answers": { "service": "stack", "http": "/", "expect": { "status": 200 } },`
      : `"it answers": { "service": "stack", "port": ${quoted(first)}, "http": "/", "expect": { "status": 200 } },`;
  return `{
  "title": "The stack of a release",
  ${ownTags("current", "release")}
  "sides": {
    "stack": { "source": { "git": "\${release}" } },
    // Whoever speaks to the stack.
    "client": { "source": { "git": "\${current}" } },
  },
  "swap": ["stack", "client"],
  "services": {
    "stack": {
      "side": "stack",
      "compose": { "file": ${quoted(file)} },
      // Ports inside the containers; outside, free ones are taken.
      ${listed === "" ? `// "ports": { "web": { "container": 80 } },` : `"ports": { ${listed} },`}
    },
  },
  "checks": {
    ${check}
  },
}`;
};
