import { asWord, type Detector, ownTags, quoted } from "./detector";
import { installLine } from "./python";

/** A Django project: the server of one version, the tests of another. */
export const django: Detector = async (files) => {
  const folders = ["", ...(await files.folders(""))];
  for (const folder of folders) {
    const manage = await files.read(folder === "" ? "manage.py" : `${folder}/manage.py`);
    if (manage?.includes("django") !== true) continue;
    const install = await installLine(files, folder);
    return { what: "a Django project", scenario: asWord(files.name), body: body(folder, install) };
  }
  return undefined;
};

const body = (folder: string, install: string): string => {
  const cwd = folder === "" ? "" : `\n      "cwd": ${quoted(folder)},`;
  return `{
  "title": "Older server ↔ tests of this folder",
  ${ownTags("client", "server")}
  "sides": {
    "client": { "source": { "git": "\${client}" }, "python": { "version": "3.11", "asOf": "release", ${install} } },
    "server": {
      "source": { "git": "\${server}" },
      "python": { "version": "3.11", "asOf": "release", ${install} },
      // A database of its own for each emulation; your settings have to read it.
      "env": { "DATABASE_URL": "sqlite:///\${emulation.dir}/db.sqlite3" },
    },
  },
  "swap": ["client", "server"],
  "services": {
    "web": {
      "side": "server",${cwd}
      "run": ["python", "manage.py", "runserver", "--noreload", "127.0.0.1:\${port}"],
      "ports": { "http": 8000 },
      "ready": { "tcp": true },
      "open": "/",
      "debug": { "language": "python" },
    },
  },
  "setup": {
    "migrate": {
      "side": "server",
      "after": ["web"],${cwd}
      "run": ["python", "manage.py", "migrate", "--noinput"],
      // A key that a command prints is kept for checks, and out of every log:
      // "outputs": { "key": { "regex": "key: (\\\\S+)", "secret": true } },
    },
  },
  "checks": {
    "the server answers": { "service": "web", "http": "/", "expect": { "status": 200 } },
    // "integration tests": {
    //   "side": "client",
    //   "env": { "SERVER_URL": "http://127.0.0.1:\${services.web.ports.http}" },
    //   "tests": {
    //     "run": ["python", "-m", "pytest", "tests/integration", "--junitxml", "\${emulation.dir}/junit.xml"],
    //     "report": "\${emulation.dir}/junit.xml",
    //   },
    // },
  },
}`;
};
