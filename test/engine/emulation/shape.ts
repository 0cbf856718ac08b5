import { join } from "node:path";
import { files, tinyCopy } from "../../system/cli/world";

/** A program that is asked to end does so: as the first process of a container it would not hear of it. */
const polite = ["sh", "-c", `trap 'kill $!; wait; exit 0' TERM; "$@" & wait $!`, "sh"];
const entry = `ENTRYPOINT ${JSON.stringify(polite)}`;

const ofTree = (port: number, command: readonly string[]): string => `FROM python-postgres:local
WORKDIR /srv
COPY . .
ENV PYTHONPATH=/srv PYTHONUNBUFFERED=1
HEALTHCHECK CMD python -c "import socket; socket.create_connection(('127.0.0.1', ${port}), 2)"
WORKDIR /srv/backcompat
${entry}
CMD ${JSON.stringify(command)}
`;

/** Counts in the database how often it looked at the webserver, as a scheduler would. */
const daemon = `import os, subprocess, time, urllib.request
import webserver

def sql(text):
    return subprocess.check_output(["psql", "-h", os.environ["DATABASE"], "-d", "postgres", "-U", "user", "-qtAc", text], text=True).strip()

sql("create table ticks (version text)")
print("daemon of", webserver.__version__, flush=True)
while True:
    urllib.request.urlopen(os.environ["WEBSERVER"]).read()
    sql("insert into ticks values ('%s')" % webserver.__version__)
    print("tick", sql("select count(*) from ticks"), flush=True)
    open("/ticked", "w").close()
    time.sleep(1)
`;

const listen = (flag: string, port: number): string[] => [
  flag,
  "0.0.0.0",
  flag === "-h" ? "-p" : "--port",
  `${port}`,
];

const dockerfiles = {
  codeserver: ofTree(4266, [
    ...["python", "-m", "codeserver", ...listen("--host", 4266)],
    ...["--python-file", "repo.py"],
  ]),
  webserver: ofTree(3000, ["python", "-m", "webserver", ...listen("-h", 3000), "-w", "workspace.yaml"]),
  daemon: `FROM python-postgres:local
WORKDIR /srv
COPY . .
ENV PYTHONPATH=/srv PYTHONUNBUFFERED=1
HEALTHCHECK CMD test -e /ticked
${entry}
CMD ${JSON.stringify(["python", "-c", daemon])}
`,
  database: `FROM python-postgres:local
RUN mkdir /data && chown user /data
USER user
RUN initdb -D /data --no-locale -E UTF8 -A trust -U user && echo host all all all trust >> /data/pg_hba.conf
HEALTHCHECK CMD pg_isready -h 127.0.0.1
CMD ["postgres", "-D", "/data", "-c", "listen_addresses=*", "-c", "unix_socket_directories="]
`,
};

const built = (side: string | undefined, name: string, more: object) => ({
  ...(side === undefined ? {} : { side }),
  build: {
    context: side === undefined ? "${workspaceFolder}/docker/empty" : ".",
    dockerfile: `\${workspaceFolder}/docker/${name}.dockerfile`,
  },
  run: null,
  cwd: null,
  debug: null,
  ready: null,
  ...more,
});

const scenario = {
  extends: "tiny",
  sides: {
    host: { python: null, env: null },
    userCode: { python: null, env: null },
  },
  services: {
    database: built(undefined, "database", { ports: { sql: { container: 5432 } } }),
    codeserver: built("userCode", "codeserver", { ports: { rpc: { container: 4266 } } }),
    webserver: built("host", "webserver", { ports: { http: { container: 3000 } } }),
    daemon: built("host", "daemon", {
      after: ["webserver", "database"],
      env: {
        DATABASE: "${services.database.host}",
        WEBSERVER: "http://${services.webserver.host}:${services.webserver.ports.http}/",
      },
    }),
  },
  checks: {
    "the_job succeeds": null,
    "a launch succeeds": {
      service: "webserver",
      http: "/launch",
      method: "POST",
      body: { job: "the_job" },
      expect: { status: 200 },
    },
    "the daemon counts": { log: { service: "daemon", must: "^tick [1-9]" } },
  },
};

/** tiny as four containers: a webserver and a daemon of the host, an older code server, and PostgreSQL. */
export const fourContainers = (): string => {
  const folder = tinyCopy();
  files(folder, {
    ".vscode/backcompat.local.json": JSON.stringify({ scenarios: { containers: scenario } }),
    ...Object.fromEntries(
      Object.entries(dockerfiles).map(([name, text]) => [join("docker", `${name}.dockerfile`), text]),
    ),
    "docker/empty/.keep": "",
  });
  return folder;
};
