import { describe, expect, it } from "vitest";
import { fillConfiguration } from "../../../src/languages/configuration";
import { findDebugger } from "../../../src/languages/debuggers";
import { attachArgs, commandOf, environmentWith, refusal, specOf, worldWith, wrapArgs } from "./world";

const find = (language: string, configuration?: Record<string, unknown>) =>
  findDebugger(
    specOf({ language, ...(configuration === undefined ? {} : { configuration }) }),
    environmentWith(),
    worldWith(),
    {},
  );

describe("a language", () => {
  it("that nobody knows is refused with the nearest one", async () => {
    const text = await refusal(find("pyhton"));
    expect(text).toContain("“pyhton” is not known");
    expect(text).toContain("did you mean python?");
  });

  it("that is a word of JavaScript is as unknown", async () => {
    expect(await refusal(find("constructor"))).toContain("“constructor” is not known");
  });

  it("that is another extension's runs as it is, and is attached to as the scenario says", async () => {
    const configuration = { hostName: "127.0.0.1", port: 5005 };
    const found = await find("java", configuration);
    const command = commandOf("java", "-jar", "app.jar");
    expect(await found.wrap(wrapArgs(command))).toEqual({ argv: command.argv, env: {} });
    expect(found.attach(attachArgs({ spec: specOf({ configuration }) }))).toEqual({
      adapter: { kind: "delegated", type: "java" },
      request: "attach",
      arguments: configuration,
      listens: 5005,
      entry: undefined,
    });
  });

  it("that is another extension's may be launched by it", async () => {
    const configuration = { request: "launch", mainClass: "App" };
    const attachment = (await find("java", configuration)).attach(
      attachArgs({ spec: specOf({ configuration }) }),
    );
    expect(attachment).toMatchObject({ request: "launch", listens: undefined });
  });
});

describe("a configuration", () => {
  const fill = (text: string): string => text.replace("${port}", "5005").replace("${name}", "x");
  const filled = (configuration: Record<string, unknown>) =>
    fillConfiguration(specOf({ configuration }), fill).configuration;

  it("is filled however deep, numbers where a text is nothing but a number's name", () => {
    expect(filled({ port: "${port}", at: ["h:${port}", { deep: "${name}" }], plain: 1, no: null })).toEqual({
      port: 5005,
      at: ["h:5005", { deep: "x" }],
      plain: 1,
      no: null,
    });
  });

  it("keeps a text of digits that was written so", () => {
    expect(filled({ port: "5005" })).toEqual({ port: "5005" });
  });

  it("may be left out", () => {
    const spec = specOf();
    expect(fillConfiguration(spec, fill)).toBe(spec);
  });
});
