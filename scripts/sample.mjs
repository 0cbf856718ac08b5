// npm run sample -- NAME [DIR]: a working copy of a sample. Plain Node ≥ 18, nothing installed.
import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { CannotMake } from "../samples/problem.mjs";
import { workingCopy } from "../samples/workingCopy.mjs";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const samples = join(root, "samples");

const usage = `npm run sample -- NAME [DIR] [--fresh]

Makes a working copy of a sample in DIR (by default .cache/samples/NAME) and prints its folder.
  --fresh   makes a copy that is there anew, and drops what was changed in it
`;

/** @param {readonly string[]} args */
const main = async (args) => {
  if (args.includes("--help")) {
    process.stdout.write(`${usage}\nSamples: ${names().join(", ")}\n`);
    return;
  }
  const { name, folder, fresh } = read(args);
  console.error(await workingCopy(await sampleNamed(name), folder, { fresh }));
  console.log(folder);
};

/** @param {readonly string[]} args */
const read = (args) => {
  const unknown = args.find((arg) => arg.startsWith("-") && arg !== "--fresh");
  if (unknown) throw new CannotMake(`There is no option ${unknown}.\n\n${usage}`, 2);
  const [name, folder, ...rest] = args.filter((arg) => arg !== "--fresh");
  if (name === undefined || rest.length > 0)
    throw new CannotMake(`${usage}\nSamples: ${names().join(", ")}`, 2);
  return { name, folder: folderFor(name, folder), fresh: args.includes("--fresh") };
};

/**
 * npm runs its scripts in the project's folder, but knows where the person stood.
 * @param {string} name
 * @param {string | undefined} folder
 */
const folderFor = (name, folder) => {
  if (folder === undefined) return join(root, ".cache", "samples", name);
  const byNpm = process.env.npm_lifecycle_event === "sample" ? process.env.INIT_CWD : undefined;
  return resolve(byNpm ?? process.cwd(), folder);
};

/** @param {string} name */
const sampleNamed = async (name) => {
  if (!names().includes(name))
    throw new CannotMake(`There is no sample ${name}. There are ${names().join(" and ")}.`, 2);
  const { make } = await import(pathToFileURL(join(samples, name, "make.mjs")).href);
  return { name, content: contentOf(join(samples, name)), make };
};

const names = () => readdirSync(samples).filter((name) => existsSync(join(samples, name, "make.mjs")));

/**
 * One text that changes with any file below.
 * @param {string} folder
 */
const contentOf = (folder) => {
  const hash = createHash("sha256");
  const add = (/** @type {string} */ path) => {
    if (statSync(path).isDirectory()) for (const name of readdirSync(path).sort()) add(join(path, name));
    else hash.update(path.slice(folder.length)).update("\0").update(readFileSync(path)).update("\0");
  };
  add(folder);
  return hash.digest("hex").slice(0, 20);
};

main(process.argv.slice(2)).catch((error) => {
  console.error(error instanceof CannotMake ? error.message : error);
  process.exitCode = error instanceof CannotMake ? error.exit : 1;
});
