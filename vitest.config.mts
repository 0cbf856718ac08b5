import { defineConfig } from "vitest/config";

const seconds = (count: number): number => count * 1_000;

interface Ring {
  readonly timeout: number;
  /** Files at once would fight over processors, and be no truer. */
  readonly oneByOne?: boolean;
  readonly setup?: string;
}

const rings: Readonly<Record<string, Ring>> = {
  unit: { timeout: seconds(5) },
  system: { timeout: seconds(60) },
  dap: { timeout: seconds(90) },
  engine: { timeout: seconds(120), oneByOne: true },
  e2e: { timeout: seconds(180), oneByOne: true, setup: "test/e2e/setup.ts" },
  real: { timeout: seconds(480), oneByOne: true },
};

export default defineConfig({
  test: {
    projects: Object.entries(rings).map(([name, { timeout, oneByOne, setup }]) => ({
      test: {
        name,
        include: [`test/${name}/**/*.test.ts`],
        pool: name === "unit" ? ("threads" as const) : ("forks" as const),
        // Unit tests share nothing but pure modules: loading these once is most of the ring's speed.
        isolate: name !== "unit",
        // Transforming what did not change takes a quarter of it. Other rings also run as other users.
        ...(name === "unit"
          ? { experimental: { fsModuleCache: true, fsModuleCachePath: ".cache/modules" } }
          : {}),
        testTimeout: timeout,
        hookTimeout: timeout,
        fileParallelism: oneByOne !== true,
        ...(setup === undefined ? {} : { globalSetup: [setup] }),
      },
    })),
  },
});
