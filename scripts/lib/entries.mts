import type { Import } from "./imports.mts";
import { late } from "./rowTable.mts";

export interface EntryWorld {
  readonly graph: ReadonlyMap<string, readonly Import[]>;
  readonly resolve: (file: string, specifier: string) => string | undefined;
}

/** What an entry loads at its start, by the way that leads there: only `import()` loads later. */
export const entryProblems = (world: EntryWorld): string[] =>
  late.flatMap(({ entry, module, why }) =>
    eagerUses(world, entry, module).map(
      ({ file, line, specifier, way }) =>
        `src/${file}:${line}: ${specifier} would be loaded with src/${entry} (${way.join(" → ")}): ${why}`,
    ),
  );

interface Use {
  readonly file: string;
  readonly line: number;
  readonly specifier: string;
  readonly way: readonly string[];
}

const eagerUses = ({ graph, resolve }: EntryWorld, entry: string, module: RegExp): Use[] => {
  const seen = new Set<string>();
  const visit = (file: string, before: readonly string[]): Use[] => {
    if (seen.has(file)) return [];
    seen.add(file);
    const way = [...before, file];
    return (graph.get(file) ?? [])
      .filter(({ eager }) => eager)
      .flatMap(({ specifier, line }) => {
        const target = specifier.startsWith(".") ? resolve(file, specifier) : undefined;
        if (target !== undefined) return visit(target, way);
        return module.test(specifier) ? [{ file, line, specifier, way }] : [];
      });
  };
  return visit(entry, []);
};
