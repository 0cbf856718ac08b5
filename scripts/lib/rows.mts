import { readdirSync, readFileSync } from "node:fs";
import { builtinModules } from "node:module";
import { join, posix } from "node:path";
import { root } from "../bootstrap.mjs";
import { entryProblems } from "./entries.mts";
import { type Import, importsOf } from "./imports.mts";
import { guarded, neighbours, rowTable } from "./rowTable.mts";
import { assumptionsIn } from "./systems.mts";

/** Source texts by path relative to src/, with forward slashes. */
export type Sources = ReadonlyMap<string, string>;

/** `npm run lint`'s part for the structure of src/: rows, guarded modules, cycles, what loads at the start, and what only src/processes may assume. */
export const rows = async (): Promise<number> => {
  const problems = problemsOf(readSources(join(root, "src")));
  for (const problem of problems) console.error(problem);
  if (problems.length > 0)
    console.error(
      `${problems.length} lines against the structure of src/ (scripts/lib/rowTable.mts, scripts/lib/systems.mts)`,
    );
  return problems.length === 0 ? 0 : 1;
};

/** Each as `file:line: what is wrong`. */
export const problemsOf = (sources: Sources): string[] => {
  const graph = new Map([...sources].map(([file, text]) => [file, importsOf(text)]));
  const problems = [...graph].flatMap(([file, imports]) =>
    imports.flatMap((found) => judge(sources, file, found).map((why) => `src/${file}:${found.line}: ${why}`)),
  );
  return [
    ...problems,
    ...cyclesOf(sources, graph),
    ...entryProblems({ graph, resolve: (file, specifier) => resolve(sources, file, specifier) }),
    ...[...sources].flatMap(([file, text]) => systemsOf(file, text)),
  ];
};

const systemsOf = (file: string, text: string): string[] =>
  assumptionsIn(file, text).map(({ line, why }) => `src/${file}:${line}: ${why}`);

const judge = (sources: Sources, file: string, { specifier }: Import): string[] => {
  if (!specifier.startsWith(".")) return judgeModule(file, specifier);
  const target = resolve(sources, file, specifier);
  return target === undefined ? [] : judgeRoom(roomOf(file), roomOf(target), target);
};

const judgeModule = (file: string, specifier: string): string[] => {
  const room = roomOf(file);
  if (room === "webview" && isNode(specifier))
    return [`the webview runs in a browser and can't import ${specifier}`];
  return guarded
    .filter(({ module, rooms }) => module.test(specifier) && !rooms.includes(room))
    .map(({ rooms, why }) => `${specifier} may be imported by ${rooms.join(" and ")} only: ${why}`);
};

const isNode = (specifier: string): boolean =>
  specifier.startsWith("node:") || builtinModules.includes(specifier.split("/")[0] ?? "");

const judgeRoom = (from: string, to: string, target: string): string[] => {
  if (from === to || from === "extension.ts") return [];
  const [own, other] = [rowOf(from), rowOf(to)];
  if (own === undefined) return [`the room ${from} stands in no row`];
  if (other === undefined) return [`the room ${to} stands in no row`];
  if (other < own) return [];
  if (other > own) return [`${from} (row ${own}) may not use ${target} of row ${other}, below it`];
  if (neighbours.some((pair) => pair.from === from && pair.to === to)) return [];
  return [`${from} may not use its neighbour ${target} (both row ${own})`];
};

const rowOf = (room: string): number | undefined => {
  const row = rowTable.findIndex((rooms) => rooms.includes(room));
  return row === -1 ? undefined : row;
};

const roomOf = (file: string): string => file.split("/")[0] ?? file;

const resolve = (sources: Sources, file: string, specifier: string): string | undefined => {
  const base = posix.join(posix.dirname(file), specifier);
  return [base, `${base}.ts`, `${base}.mts`, `${base}/index.ts`].find((path) => sources.has(path));
};

/** One problem per cycle, at the import that closes it. */
const cyclesOf = (sources: Sources, graph: ReadonlyMap<string, readonly Import[]>): string[] => {
  const done = new Set<string>();
  const problems: string[] = [];
  const visit = (file: string, way: readonly string[]): void => {
    for (const { specifier, line } of graph.get(file) ?? []) {
      const target = specifier.startsWith(".") ? resolve(sources, file, specifier) : undefined;
      if (target === undefined || done.has(target)) continue;
      const round = way.indexOf(target);
      if (round === -1) visit(target, [...way, target]);
      else
        problems.push(`src/${file}:${line}: imports go round: ${[...way.slice(round), target].join(" → ")}`);
    }
    done.add(file);
  };
  for (const file of graph.keys()) if (!done.has(file)) visit(file, [file]);
  return problems;
};

const readSources = (folder: string): Sources =>
  new Map(
    readdirSync(folder, { recursive: true })
      .map((name) => String(name).replaceAll("\\", "/"))
      .filter((name) => /\.m?ts$/.test(name))
      .map((name) => [name, readFileSync(join(folder, name), "utf8")]),
  );
