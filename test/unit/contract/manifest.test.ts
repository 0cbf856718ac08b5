import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import * as ids from "../../../src/contract/ids";

const raw: unknown = JSON.parse(readFileSync("package.json", "utf8"));
const manifest = z
  .object({
    contributes: z
      .object({
        commands: z.array(
          z.object({
            command: z.string(),
            title: z.string(),
            category: z.string(),
            icon: z.unknown().optional(),
            enablement: z.string().optional(),
          }),
        ),
        debuggers: z.array(z.object({ type: z.string() })),
        views: z.record(z.string(), z.array(z.object({ id: z.string() }))),
        viewsContainers: z.record(z.string(), z.array(z.object({ id: z.string() }))),
        menus: z.record(z.string(), z.array(z.object({ command: z.string().optional() }))),
        keybindings: z.array(z.object({ command: z.string() })),
        configuration: z.object({
          properties: z.record(z.string(), z.object({ default: z.unknown(), description: z.string() })),
        }),
      })
      .loose(),
  })
  .parse(raw);
const { contributes } = manifest;

const declared = contributes.commands.map(({ command }) => command);

/** Conditions, wherever they stand. */
const conditions = (value: unknown): string[] => {
  if (Array.isArray(value)) return value.flatMap(conditions);
  const parsed = z.record(z.string(), z.unknown()).safeParse(value);
  if (!parsed.success) return [];
  return Object.entries(parsed.data).flatMap(([key, inner]) =>
    (key === "when" || key === "enablement") && typeof inner === "string" ? [inner] : conditions(inner),
  );
};

describe("what package.json and the code share", () => {
  it("are the debug type and the views", () => {
    expect(contributes.debuggers.map(({ type }) => type)).toEqual([ids.debugType]);
    const { container, ...views } = ids.viewIds;
    expect(Object.keys(contributes.views)).toEqual([container]);
    expect(
      Object.values(contributes.viewsContainers)
        .flat()
        .map(({ id }) => id),
    ).toEqual([container]);
    expect(
      Object.values(contributes.views)
        .flat()
        .map(({ id }) => id)
        .sort(),
    ).toEqual(Object.values(views).sort());
  });

  it("are context keys that somebody sets and somebody asks", () => {
    const names = conditions(raw)
      .map((when) =>
        when.replaceAll(/(view|focusedView|activeWebviewPanelId)\s*(==|=~)\s*(\/(\\.|[^/])*\/|\S+)/g, ""),
      )
      .flatMap((when) => when.match(/\bbackcompat\.\w+/g) ?? []);
    expect([...new Set(names)].sort()).toEqual(Object.values(ids.contextKeys).sort());
  });

  it("are the settings", () => {
    expect(Object.keys(contributes.configuration.properties).sort()).toEqual(
      Object.values(ids.settingIds).sort(),
    );
  });

  it("name in menus and keys only commands that are there", () => {
    const used = [...Object.values(contributes.menus).flat(), ...contributes.keybindings].flatMap(
      ({ command }) => command ?? [],
    );
    expect(
      used.filter((command) => command.startsWith("backcompat.") && !declared.includes(command)),
    ).toEqual([]);
  });
});
