import { describe, expect, it } from "vitest";
import { type ImageCommand, readings } from "../../../../../src/emulation/containers/debug/imageCommand";

const commands = (image: ImageCommand, spec: { run?: string[]; entrypoint?: string[] } = {}): string[] =>
  readings({ run: spec.run, entrypoint: spec.entrypoint }, image).map(({ command }) => command.join(" "));

describe("what a container runs", () => {
  it.each<[ImageCommand, { run?: string[]; entrypoint?: string[] }, string[]]>([
    [{ Cmd: ["python", "app.py"] }, {}, ["python app.py"]],
    [{ Cmd: ["python", "app.py"] }, { run: ["python", "b.py"] }, ["python b.py"]],
    [{ Entrypoint: ["python"], Cmd: ["app.py"] }, {}, ["python app.py", "app.py"]],
    [{ Entrypoint: ["x"], Cmd: ["y"] }, { entrypoint: ["python", "c.py"] }, ["python c.py"]],
    [
      { Entrypoint: null, Cmd: ["sh", "-c", "exec python -m app --port 80"] },
      {},
      ["python -m app --port 80"],
    ],
    [{ Cmd: ["sh", "-c", "python app.py $PORT"] }, {}, ["sh -c python app.py $PORT"]],
    [{ Entrypoint: ["tini", "-g", "--"], Cmd: ["python", "a.py"] }, {}, ["python a.py", "python a.py"]],
  ])("%j with %j: %j", (image, spec, expected) => {
    expect(commands(image, spec)).toEqual(expected);
  });

  it("keeps what stands before, with another command in its place", () => {
    const [whole] = readings(
      { run: undefined, entrypoint: undefined },
      {
        Entrypoint: ["/usr/bin/tini", "--"],
        Cmd: ["python", "a.py"],
      },
    );
    expect(whole?.with(["debugger"])).toEqual({ entrypoint: ["/usr/bin/tini", "--", "debugger"], run: [] });
  });

  it("leaves an entry point that runs what follows it as it is", () => {
    const [, rest] = readings(
      { run: undefined, entrypoint: undefined },
      {
        Entrypoint: ["/entry.sh"],
        Cmd: ["python", "a.py"],
      },
    );
    expect(rest?.with(["debugger"])).toEqual({ entrypoint: undefined, run: ["debugger"] });
  });
});
