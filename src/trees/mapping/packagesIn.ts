import { promises as fs } from "node:fs";
import { join } from "node:path";

/** Python packages of a tree, outermost folders only; as deep as repositories of several projects have them. */
export const packagesIn = async (folder: string, depth = 4): Promise<string[]> => {
  const entries = await fs.readdir(folder, { withFileTypes: true });
  if (entries.some((entry) => entry.isFile() && entry.name === "__init__.py")) return [folder];
  if (depth === 0) return [];
  const inner = entries.filter((entry) => entry.isDirectory() && !skipped.test(entry.name));
  return (await Promise.all(inner.map(({ name }) => packagesIn(join(folder, name), depth - 1)))).flat();
};

/** What was built or installed is nobody's source, and tests are not installed. */
const skipped = /^(\..*|node_modules|__pycache__|venv|site-packages|build|dist|tests?)$/;
