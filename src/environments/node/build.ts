import { promises as fs } from "node:fs";
import { basename, dirname, join, resolve } from "node:path";
import { thisPlatform } from "../../processes/platform";
import { exists, readIfThere } from "../../util/files";
import { contentHash, isRecord } from "../../util/json";
import { parseJson } from "../../util/parseJson";
import { folderFingerprint } from "../fingerprint";
import { type Building, step } from "../store/step";
import { type Built, useOrBuild } from "../store/useOrBuild";
import type { Environment, EnvironmentRun } from "../types";
import type { EnvironmentWorld } from "../world";
import { findNode, type NodeProgram } from "./find";
import { copyManifest, linkItself, linkToTree, type Manifest, manifestHash, readManifest } from "./manifest";
import { npmCi, npmInstall, npmOf } from "./npm";
import type { NodeRequest } from "./request";
import { writeResolver } from "./resolveSide";

export const buildNode = async (
  request: NodeRequest,
  run: EnvironmentRun,
  world: EnvironmentWorld,
): Promise<Environment> => {
  const node = await findNode(request.spec.version, run, world);
  const wanted = await wantedOf(request);
  const { arch } = process;
  const { path, version, mtimeMs } = node;
  const content = {
    packages: await Promise.all(wanted.packages.map((line) => contentOf(line, request))),
    manifest: wanted.manifest && [manifestHash(wanted.manifest), wanted.manifest.tree],
    present: wanted.present,
  };
  return useOrBuild(
    {
      key: `node-${contentHash({ path, version, mtimeMs, content, platform: thisPlatform, arch, format: 1 })}`,
      side: request.side,
      what: [
        `Node ${version}`,
        ...wanted.packages,
        ...(wanted.manifest ? ["the tree's own packages"] : []),
      ].join(", "),
      build: (folder, log) =>
        build(wanted, node, folder, request, {
          building: { side: request.side, log, run, runTool: world.run },
          world,
        }),
    },
    run,
    world,
  );
};

interface Wanted {
  readonly packages: readonly string[];
  /** The tree's own dependencies, to be installed beside it. */
  readonly manifest: Manifest | undefined;
  /** The tree's node_modules, which somebody else looks after. */
  readonly present: string | undefined;
}

const wantedOf = async ({ spec, source, tree }: NodeRequest): Promise<Wanted> => {
  const itself = spec.install.includes(".");
  const others = spec.install.filter((line) => line !== ".");
  const packages = [...(source.kind === "npm" ? [`${source.name}@${source.version}`] : []), ...others];
  const nothing = { packages, manifest: undefined, present: undefined };
  if (tree === undefined || (spec.install.length > 0 && !itself)) return nothing;
  const present = join(tree.dir, "node_modules");
  if (!itself && tree.commit === undefined && (await exists(present))) return { ...nothing, present };
  const manifest = await readManifest(tree.dir);
  return { ...nothing, manifest: manifest?.empty && !itself ? undefined : manifest };
};

/** A folder of the tree is what is in it. */
const contentOf = async (line: string, { tree }: NodeRequest): Promise<unknown> => {
  const path = tree && localPath(line, tree.dir);
  if (path === undefined || !(await exists(path))) return line;
  const stat = await fs.stat(path);
  return [
    line,
    tree?.commit,
    stat.isDirectory() && tree?.commit === undefined ? await folderFingerprint(path) : stat.mtimeMs,
  ];
};

const localPath = (line: string, tree: string): string | undefined =>
  /^(?:file:|\.{0,2}[\\/])/.test(line) ? resolve(tree, line.replace(/^file:/, "")) : undefined;

interface Around {
  readonly building: Building;
  readonly world: EnvironmentWorld;
}

const build = async (
  wanted: Wanted,
  node: NodeProgram,
  folder: string,
  request: NodeRequest,
  { building, world }: Around,
): Promise<Built> => {
  const { source, tree } = request;
  const modules = wanted.present ?? join(folder, "node_modules");
  await fs.mkdir(modules, { recursive: true });
  const npm = await npmOf(node, world);
  const { manifest, packages } = wanted;
  await (manifest
    ? copyManifest(manifest, folder)
    : fs.writeFile(join(folder, "package.json"), '{ "name": "backcompat-side", "private": true }\n'));
  if (manifest) await step(manifest.locked ? npmCi(npm, folder) : npmInstall(npm, [], folder), building);
  const lines = packages.map((line) => (tree && localPath(line, tree.dir)) ?? line);
  if (lines.length > 0) await step(npmInstall(npm, lines, folder), building);
  if (manifest && tree) {
    await linkToTree(modules, folder, tree.dir);
    await linkItself(modules, manifest);
  }
  return {
    environment: {
      kind: "node",
      vars: wanted.present === undefined ? await writeResolver(folder, modules, node.version) : {},
      path: [join(modules, ".bin"), ...(await pathTo(node, folder))],
      node: node.path,
      modules,
      ...(source.kind === "npm" ? { packages: join(modules, source.name) } : {}),
    },
    packages: await installedPackages(modules),
  };
};

/** Not the folder it lies in, which may be /usr/bin and hide what the user has put before it. */
const pathTo = async (node: NodeProgram, folder: string): Promise<readonly string[]> => {
  if (thisPlatform === "win32") return [dirname(node.path)];
  const bin = join(folder, "bin");
  await fs.mkdir(bin);
  for (const name of ["npm", "npx", "corepack"]) {
    const program = join(dirname(node.path), name);
    if (await exists(program)) await fs.symlink(program, join(bin, name));
  }
  await fs.symlink(node.path, join(bin, basename("node")));
  return [bin];
};

const installedPackages = async (modules: string): Promise<readonly string[]> => {
  const lock = parseJson((await readIfThere(join(modules, ".package-lock.json")))?.toString("utf8") ?? "");
  const packages = isRecord(lock) && isRecord(lock["packages"]) ? lock["packages"] : {};
  return Object.entries(packages)
    .flatMap(([path, entry]) => {
      const name = path.split("node_modules/").at(-1) ?? path;
      return isRecord(entry) && typeof entry["version"] === "string" ? [`${name}@${entry["version"]}`] : [];
    })
    .sort();
};
