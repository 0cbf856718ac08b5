import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { makeDice } from "../orphans/dice.mts";
import { feed, run } from "./run.mts";

/** A checkout with so many files, of the sizes that source files have: half below 2 kB, few above 100 kB. */
export const manyFiles = async (folder: string, count: number): Promise<void> => {
  await run(["git", "init", "--quiet", folder]);
  await feed(["git", "-C", folder, "fast-import", "--quiet"], filesStream(count));
  await run(["git", "-C", folder, "reset", "--quiet", "--hard", "main"]);
};

function* filesStream(count: number): Iterable<string | Buffer> {
  yield commitHead("all files");
  const dice = makeDice(20_000);
  for (let index = 0; index < count; index++) {
    const size = Math.round(2 ** (dice.between(70, 140) / 10 + (dice.chance(0.05) ? 3 : 0)));
    const body = textOf(index, size);
    yield `M 100644 inline ${pathOf(index)}\ndata ${body.length}\n`;
    yield body;
    yield "\n";
  }
}

/** Folders of about 20 files, four levels deep. */
const pathOf = (index: number): string =>
  `packages/p${index % 40}/src/m${Math.floor(index / 40) % 25}/file${index}.py`;

const textOf = (index: number, size: number): Buffer => {
  const line = `value_${index} = compute(${index * 7919}, "${(index * 2654435761) % 4294967296}")\n`;
  return Buffer.from(line.repeat(Math.ceil(size / line.length)).slice(0, size));
};

/** One commit and one tag for each release. */
export const manyTags = async (folder: string, count: number): Promise<void> => {
  await run(["git", "init", "--quiet", folder]);
  await feed(["git", "-C", folder, "fast-import", "--quiet"], tagsStream(count));
  await run(["git", "-C", folder, "reset", "--quiet", "--hard", "main"]);
};

function* tagsStream(count: number): Iterable<string> {
  for (let index = 0; index < count; index++) {
    const version = `${Math.floor(index / 200)}.${Math.floor(index / 10) % 20}.${index % 10}`;
    yield `${commitHead(version, 1_500_000_000 + index * 3600)}M 100644 inline VERSION\ndata ${version.length}\n${version}\n`;
    yield index % 2 === 0
      ? `reset refs/tags/${version}\nfrom refs/heads/main\n\n`
      : `tag ${version}\nfrom refs/heads/main\ntagger ${person} ${1_500_000_000 + index * 3600} +0000\ndata ${version.length}\n${version}\n`;
  }
}

const person = "Bench <bench@example.org>";

const commitHead = (message: string, time = 1_600_000_000): string =>
  `commit refs/heads/main\ncommitter ${person} ${time} +0000\ndata ${message.length}\n${message}\n`;

export const writeScenario = (folder: string, scenario: unknown): void => {
  const path = join(folder, ".vscode", "backcompat.json");
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, JSON.stringify({ version: 1, scenarios: { bench: scenario } }));
};
