import { readFileSync } from "node:fs";
import { join } from "node:path";
import { docker } from "../harness/images";

/** Ends at once when it is asked to, as a well made image does: a shell as the first process would not. */
export const polite = (line: string): string[] => ["sh", "-c", `trap 'exit 0' TERM; ${line} & wait`];

/** A web server whose first page is this text. */
export const serving = (page: string, before = ""): string[] =>
  polite(`${before}mkdir -p /www; echo ${page} > /www/index.html; httpd -f -p \${port} -h /www`);

export const web = (page: string, more: Readonly<Record<string, unknown>> = {}) => ({
  image: { image: "busybox:local", run: serving(page) },
  ports: { http: { container: 80 } },
  ...more,
});

const ours = "label=dev.backcompat.emulation";

/** Containers, networks and volumes of all emulations on the engine. */
export const leftOn = (host: string): string =>
  [
    docker(host, "ps", "-aq", "--filter", ours),
    docker(host, "network", "ls", "-q", "--filter", ours),
    docker(host, "volume", "ls", "-q", "--filter", ours),
  ]
    .join(" ")
    .trim();

export const logOf = (home: string, emulation: string, service: string): string =>
  readFileSync(join(home, "emulations", emulation, "logs", `${service}.log`), "utf8");
