import { isRecord } from "../../util/json";
import { asWord, type Detector, quoted } from "./detector";

/** A Node package with something to run or to require: this folder against its releases. */
export const node: Detector = async (files) => {
  const manifest = manifestIn(await files.read("package.json"));
  if (manifest === undefined) return undefined;
  const name = typeof manifest["name"] === "string" ? manifest["name"] : files.name;
  const bin = binOf(manifest["bin"]);
  const main = typeof manifest["main"] === "string" || manifest["exports"] !== undefined;
  if (bin === undefined && !main) return undefined;
  const isPrivate = manifest["private"] === true;
  return {
    what: `the Node package ${name}`,
    scenario: asWord(name.replace(/^@/, "")),
    body: isPrivate
      ? body(tags, `{ "git": "\${release}" }`, bin)
      : body(registry(name), npmSource(name), bin),
  };
};

const manifestIn = (text: string | undefined): Record<string, unknown> | undefined => {
  try {
    const parsed: unknown = JSON.parse((text ?? "").replace(/^\uFEFF/, ""));
    return isRecord(parsed) ? parsed : undefined;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
};

const binOf = (bin: unknown): string | undefined => {
  if (typeof bin === "string") return bin;
  const first: unknown = isRecord(bin) ? Object.values(bin)[0] : undefined;
  return typeof first === "string" ? first : undefined;
};

const registry = (name: string): string => `{ "versions": { "npm": ${quoted(name)} }, "default": "@latest" }`;
const tags = `{ "versions": { "git": "\${workspaceFolder}" }, "default": "@latest" }`;
const npmSource = (name: string): string => `{ "npm": ${quoted(`${name}@\${release}`)} }`;

const body = (axis: string, released: string, bin: string | undefined): string => {
  const program = (bin ?? "server.js").replace(/^\.\//, "");
  return `{
  "title": "This folder ↔ a release",
  "axes": {
    "release": ${axis},
  },
  "sides": {
    // The folder as it is.
    "current": { "source": { "git": "workspace" }, "node": {} },
    "released": { "source": ${released}, "node": {} },
  },
  "services": {
    "server": {
      "side": "current",
      // What listens; \${port} is the first of its ports.
      "run": ["node", ${quoted(program)}, "--port", "\${port}"],
      "ports": { "http": 8000 },
      "ready": { "tcp": true },
      "debug": { "language": "node" },
    },
  },
  "checks": {
    "the release understands it": {
      "side": "released",
      // A script that speaks to the server; it finds the release's packages by require and import.
      "run": ["node", "\${workspaceFolder}/check.js", "http://127.0.0.1:\${services.server.ports.http}"],
      "timeout": "60s",
    },
  },
}`;
};
