import { describe, expect, it } from "vitest";
import { pythonCommand, worksInSubprocesses } from "../../../src/languages/pythonCommand";
import { commandOf, filesWith, refusal } from "./world";

const own = "/venv/bin/python";
const taken = (files: Readonly<Record<string, string>>, ...argv: readonly string[]) =>
  pythonCommand(commandOf(...argv), own, filesWith(files));

describe("a command of the interpreter", () => {
  it.each([
    ["python app.py --port 1", [], ["app.py", "--port", "1"]],
    ["python -u -m package.server -v", ["-u"], ["-m", "package.server", "-v"]],
    ["python -um package", ["-u"], ["-m", "package"]],
    ["python -mpackage x", [], ["-m", "package", "x"]],
    ["python3.8 -W ignore -X dev app.py", ["-W", "ignore", "-X", "dev"], ["app.py"]],
    ["python -Wignore -Xdev -B app.py", ["-Wignore", "-Xdev", "-B"], ["app.py"]],
    ["python -BW ignore app.py", ["-BW", "ignore"], ["app.py"]],
    ["python --check-hash-based-pycs always app.py", ["--check-hash-based-pycs", "always"], ["app.py"]],
    ["/opt/python2.7 -c print(1) arg", [], ["-c", "print(1)", "arg"]],
    ["python app.py -m x", [], ["app.py", "-m", "x"]],
  ])("is taken apart: %s", async (line, options, program) => {
    const [interpreter = "", ...rest] = line.split(" ");
    expect(await taken({}, interpreter, ...rest)).toEqual({ interpreter, options, program });
  });

  it.each([["python"], ["python -u"], ["python -"], ["python -m"], ["python -i -c"]])(
    "can't be debugged where it names no program: %s",
    async (line) => {
      expect(await refusal(taken({}, ...line.split(" ")))).toContain("it names no program");
    },
  );
});

describe("a script", () => {
  const console = "import sys\nfrom pkg import main\n";

  it.each([
    ["an interpreter's path", "#!/venv/bin/python\n", own, []],
    ["env", "#!/usr/bin/env python3\n", "/usr/bin/python3", []],
    ["options", "#!/venv/bin/python -sP\n", own, ["-sP"]],
    ["env with options", "#!/usr/bin/env -S python3 -u\n", "/usr/bin/python3", ["-u"]],
    ["a path too long for the system", `#!/bin/sh\n'''exec' "${own}" "$0" "$@"\n' '''\n`, own, []],
    ["an interpreter that is gone", "#!/gone/bin/python\n", own, []],
  ])("with %s in its first line runs with that interpreter", async (_, start, interpreter, options) => {
    const files = { "/venv/bin/serve": start + console, [own]: "", "/usr/bin/python3": "" };
    expect(await taken(files, "serve", "--port", "1")).toEqual({
      interpreter,
      options,
      program: ["/venv/bin/serve", "--port", "1"],
    });
  });

  it("that is a Windows launcher of the environment runs with its interpreter", async () => {
    const files = { "/venv/bin/serve": "MZ\u0090" };
    expect((await taken(files, "serve")).program).toEqual(["/venv/bin/serve"]);
  });

  it.each([
    ["a program", "\u007fELF"],
    ["a shell script", "#!/bin/bash\necho\n"],
    ["another system's launcher elsewhere", "MZ"],
  ])("that is %s is refused", async (_, start) => {
    expect(await refusal(taken({ "/usr/bin/serve": start }, "serve"))).toContain("no script for Python");
  });

  it("that isn't there is refused", async () => {
    expect(await refusal(taken({}, "dagit"))).toContain("dagit is not there");
  });
});

describe("what makes its own environment", () => {
  it.each([
    ["uv run python app.py", 'without it: ["python","app.py"]'],
    ["poetry run serve", 'without it: ["serve"]'],
    ["uvx serve", 'without it: ["serve"]'],
    ["conda run -n env serve", "without it;"],
  ])("is refused, with what to write: %s", async (line, hint) => {
    expect(await refusal(taken({ "/usr/bin/uv": "" }, ...line.split(" ")))).toContain(hint);
  });

  it("is a shell's line as little", async () => {
    const command = { ...commandOf("python app.py && true"), shell: true };
    expect(await refusal(pythonCommand(command, own, filesWith({})))).toContain("a line for a shell");
  });
});

describe("work in subprocesses", () => {
  it.each([
    ["gunicorn app:app", true],
    ["-m uvicorn app:app --reload", true],
    ["-m uvicorn app:app", false],
    ["uvicorn app:app --workers 2", true],
    ["manage.py runserver 8000", true],
    ["manage.py runserver --noreload 8000", false],
    ["-m flask --app x run --debug", true],
    ["app.py --reloading", false],
  ])("is known of %s: %s", (line, expected) => {
    expect(worksInSubprocesses({ interpreter: "python", options: [], program: line.split(" ") })).toBe(
      expected,
    );
  });
});
