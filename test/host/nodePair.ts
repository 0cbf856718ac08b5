import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";

const git = (folder: string, ...args: readonly string[]): string =>
  execFileSync("git", ["-C", folder, "-c", "user.name=Test", "-c", "user.email=test@example.org", ...args], {
    encoding: "utf8",
  });

/** A shop in the working folder that asks the stock of an older release: Node on both sides. */
export interface NodePair {
  readonly folder: string;
  /** Asks the shop, which asks the stock. */
  readonly ask: (path: string) => Promise<unknown>;
  readonly ports: readonly number[];
  readonly status: () => string;
  readonly remove: () => void;
}

export const makeNodePair = async (): Promise<NodePair> => {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), "node-pair-")));
  const [shop, stock] = [await freePort(), await freePort()];
  write(folder, "shop.js", shopText);
  write(folder, "stock.js", stockText("1.0.0"));
  write(folder, ".vscode/backcompat.json", JSON.stringify(scenarioOf(shop, stock), undefined, 2));
  git(folder, "init", "--quiet");
  git(folder, "add", ".");
  git(folder, "commit", "--quiet", "--message", "1.0.0");
  git(folder, "tag", "1.0.0");
  write(folder, "stock.js", stockText("2.0.0"));
  git(folder, "commit", "--quiet", "--all", "--message", "2.0.0");
  return {
    folder,
    ask: async (path) => (await fetch(`http://127.0.0.1:${shop}${path}`)).json(),
    ports: [shop, stock],
    status: () => git(folder, "status", "--porcelain", "--ignored"),
    remove: () => rmSync(folder, { recursive: true, force: true, maxRetries: 3 }),
  };
};

const write = (folder: string, name: string, text: string): void => {
  const file = join(folder, name);
  mkdirSync(join(file, ".."), { recursive: true });
  writeFileSync(file, text);
};

const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const server = createServer().listen(0, "127.0.0.1", () => {
      const address = server.address();
      server.close(() =>
        typeof address === "object" && address ? resolve(address.port) : reject(new Error("no port")),
      );
    });
  });

const scenarioOf = (shop: number, stock: number) => ({
  version: 1,
  scenarios: {
    pair: {
      axes: { release: { versions: { git: "${workspaceFolder}", match: "^\\d+\\.\\d+\\.\\d+$" } } },
      sides: { shop: { source: { folder: "." } }, stock: { source: { git: "${release}" } } },
      services: {
        stock: service("stock", ["node", "stock.js", "${port}"], stock),
        shop: {
          ...service("shop", ["node", "shop.js", "${port}", "${services.stock.ports.http}"], shop),
          after: ["stock"],
        },
      },
    },
  },
});

const service = (side: string, run: readonly string[], port: number) => ({
  side,
  run,
  ports: { http: port },
  ready: { http: "/health", timeout: "30s" },
  debug: { language: "node" },
});

const shopText = `const http = require("node:http");
const [port, stock] = process.argv.slice(2);

async function answer(url) {
  if (url === "/health") return { well: true };
  const left = await fetch("http://127.0.0.1:" + stock + url);
  const told = await left.json(); // the shop hears the stock
  return { shop: __filename, told };
}

http.createServer(async (request, response) => {
  const wanted = request.url; // the shop is asked
  response.end(JSON.stringify(await answer(wanted)));
}).listen(Number(port), "127.0.0.1");
`;

const stockText = (release: string): string => `const http = require("node:http");

function answer(url) {
  if (url !== "/item") return { file: __filename };
  const release = "${release}";
  return { release }; // the stock is asked
}

http.createServer((request, response) => {
  response.end(JSON.stringify(answer(request.url)));
}).listen(Number(process.argv[2]), "127.0.0.1");
`;
