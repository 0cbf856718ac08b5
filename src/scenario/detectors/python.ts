/** Python projects: how to install one, and two of them side by side. */
import { asWord, type Detector, ownTags, quoted } from "./detector";
import type { FolderFiles } from "./folderFiles";

export const isPythonProject = async (files: FolderFiles, folder: string): Promise<boolean> => {
  const marks = ["pyproject.toml", "setup.py", "setup.cfg"].map((name) => files.has(inside(folder, name)));
  return (await Promise.all(marks)).some(Boolean);
};

/** What `python` needs so that the project in a folder runs. */
export const installLine = async (files: FolderFiles, folder: string): Promise<string> => {
  const requirements = inside(folder, "requirements.txt");
  if (await isPythonProject(files, folder))
    return `"install": [${quoted(`-e ${folder === "" ? "." : folder}`)}]`;
  return (await files.has(requirements)) ? `"requirements": [${quoted(requirements)}]` : `"install": []`;
};

/** Two projects in one repository: a client and the service that it speaks to. */
export const pythonPair: Detector = async (files) => {
  const projects = await projectsIn(files);
  const service = projects.find((folder) => serviceWords.test(folder)) ?? projects[0];
  const client =
    projects.find((folder) => folder !== service && clientWords.test(folder)) ??
    projects.find((folder) => folder !== service);
  if (service === undefined || client === undefined) return undefined;
  return {
    what: `a Python client (${client}) and service (${service})`,
    scenario: asWord(files.name),
    body: pairBody(client, service),
  };
};

const serviceWords = /serv|api|backend|broker|daemon/i;
const clientWords = /client|sdk|cli|driver/i;

const projectsIn = async (files: FolderFiles): Promise<readonly string[]> => {
  const top = await files.folders("");
  const below = await Promise.all(
    top
      .filter((folder) => nesting.has(folder))
      .map(async (folder) => {
        const inner = await files.folders(folder);
        return inner.map((name) => `${folder}/${name}`);
      }),
  );
  const candidates = [...top, ...below.flat()].slice(0, 100);
  const are = await Promise.all(candidates.map((folder) => isPythonProject(files, folder)));
  return candidates.filter((_, index) => are[index]);
};

const nesting: ReadonlySet<string> = new Set([
  "packages",
  "libs",
  "projects",
  "python",
  "services",
  "src",
  "apps",
]);

const inside = (folder: string, name: string): string => (folder === "" ? name : `${folder}/${name}`);

const pairBody = (client: string, service: string): string => `{
  "title": "Older client ↔ service",
  ${ownTags("service", "client")}
  "sides": {
    "service": {
      "source": { "git": "\${service}" },
      // "asOf": "release" takes dependencies as they were when the release came out.
      "python": { "version": "3.11", "asOf": "release", "install": [${quoted(`-e ${service}`)}] },
    },
    "client": {
      "source": { "git": "\${client}" },
      "python": { "version": "3.11", "asOf": "release", "install": [${quoted(`-e ${client}`)}] },
    },
  },
  "swap": ["service", "client"],
  "services": {
    "server": {
      "side": "service",
      "cwd": ${quoted(service)},
      // How the service is started; \${port} is the first of its ports.
      "run": ["python", "-m", ${quoted(moduleOf(service))}, "--port", "\${port}"],
      "ports": { "http": 8000 },
      // Or { "http": "/health" }, { "grpc": true }, { "log": "listening" }.
      "ready": { "tcp": true },
      "debug": { "language": "python" },
    },
  },
  "checks": {
    "the client gets its answer": {
      "side": "client",
      "cwd": ${quoted(client)},
      // What the client does; an exit code other than 0 is red.
      "run": ["python", "-c", "import ${moduleOf(client)}"],
      "env": { "SERVICE_URL": "http://127.0.0.1:\${services.server.ports.http}" },
      "timeout": "60s",
    },
  },
}`;

const moduleOf = (folder: string): string =>
  (folder.split("/").at(-1) ?? folder).replace(/[^A-Za-z0-9_]+/g, "_").replace(/^(\d)/, "_$1");
