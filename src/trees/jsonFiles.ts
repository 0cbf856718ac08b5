import { join } from "node:path";
import type { z } from "zod";
import { namesIn, readOwn } from "../util/files";

/** A file of a shape, or undefined where it is not there or damaged (a crash may leave it so). */
export const readShape = async <T>(path: string, shape: z.ZodType<T>): Promise<T | undefined> => {
  const text = await readOwn(path);
  return text === undefined ? undefined : parseShape(text.toString("utf8"), shape);
};

export const parseShape = <T>(text: string, shape: z.ZodType<T>): T | undefined => {
  try {
    const parsed = shape.safeParse(JSON.parse(text));
    return parsed.success ? parsed.data : undefined;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
};

export const readShapes = async <T>(folder: string, shape: z.ZodType<T>): Promise<Map<string, T>> => {
  const files = (await namesIn(folder)).filter((name) => name.endsWith(".json"));
  const read = await Promise.all(
    files.map(
      async (file) => [file.slice(0, -".json".length), await readShape(join(folder, file), shape)] as const,
    ),
  );
  return new Map(read.flatMap(([name, value]) => (value === undefined ? [] : [[name, value] as const])));
};
