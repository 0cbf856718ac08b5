import { promises as fs } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type Answer, keptAnswers } from "../../../../src/environments/store/answers";

let folder: string;
let program: string;
let asked: string[];

beforeEach(async () => {
  folder = await fs.mkdtemp(join(tmpdir(), "answers-"));
  program = join(folder, "program");
  asked = [];
  await fs.writeFile(program, "");
});
afterEach(() => fs.rm(folder, { recursive: true, force: true }));

const asker = (runs = true) =>
  keptAnswers<Answer>({
    file: join(folder, "kept", "answers.json"),
    parse: ({ path, mtimeMs }) =>
      typeof path === "string" && typeof mtimeMs === "number" ? { path, mtimeMs } : undefined,
    ask: async (path, mtimeMs) => {
      asked.push(path);
      return runs ? { path, mtimeMs } : undefined;
    },
  });

describe("a program's answer", () => {
  it("is asked for once, and again only when the program changed", async () => {
    await (await asker())(program);
    await (await asker())(program);
    expect(asked).toHaveLength(1);
    await fs.utimes(program, 1, 1);
    await (await asker())(program);
    expect(asked).toHaveLength(2);
  });

  it("that doesn't come is asked for again", async () => {
    expect(await (await asker(false))(program)).toBeUndefined();
    expect(await (await asker())(program)).toBeDefined();
  });

  it("is not asked of what isn't there", async () => {
    expect(await (await asker())(join(folder, "nothing"))).toBeUndefined();
    expect(asked).toEqual([]);
  });

  it("is asked for again when what was kept is damaged", async () => {
    await fs.mkdir(join(folder, "kept"));
    await fs.writeFile(join(folder, "kept", "answers.json"), '[{"path":1}, 5');
    expect(await (await asker())(program)).toBeDefined();
  });
});
