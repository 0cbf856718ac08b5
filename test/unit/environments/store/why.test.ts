import { describe, expect, it } from "vitest";
import { unbuildable, whyFailed } from "../../../../src/environments/store/why";

const why = (output: string) => whyFailed(output.split("\n"));

describe("the reason of a failed build", () => {
  it("is the missing version, as uv tells it", () => {
    const { package: name, reason } = why(
      [
        "Using Python 3.11.7 environment at: e",
        "  × No solution found when resolving dependencies:",
        "  ╰─▶ Because there is no version of requests==99.1 and you require",
        "      requests==99.1, we can conclude that your requirements are unsatisfiable.",
      ].join("\n"),
    );
    expect(name).toBe("requests==99.1");
    expect(reason).toMatch(/^Because there is no version of requests==99\.1/);
  });

  it("is the unknown package, as newer uv tells it", () => {
    const { package: name } = why(
      "error: No solution found when resolving dependencies\n  cause: Because nosuch-pkg was not found in the package registry and you require nosuch-pkg, we can conclude that your requirements are unsatisfiable.",
    );
    expect(name).toBe("nosuch-pkg");
  });

  it("is the interpreter that doesn't fit", () => {
    expect(why("ERROR: Package 'numpy' requires a different Python: 3.8.18 not in '>=3.10'")).toMatchObject({
      package: "numpy",
      reason: "Package 'numpy' requires a different Python: 3.8.18 not in '>=3.10'",
    });
    expect(
      why(
        "  cause: Because the current Python version (3.8.18) does not satisfy Python>=3.10 and numpy==2.2.0 depends on Python>=3.10, we can conclude that numpy==2.2.0 cannot be used.",
      ).package,
    ).toBe("numpy==2.2.0");
  });

  it("is the conflict, with what wants what", () => {
    const output = [
      "ERROR: Cannot install requests==2.31.0 and urllib3<1 because these package versions have conflicting dependencies.",
      "The conflict is caused by:",
      "    The user requested urllib3<1",
      "    requests 2.31.0 depends on urllib3<3 and >=1.21.1",
      "ERROR: ResolutionImpossible: for help visit https://pip.pypa.io",
    ].join("\n");
    expect(why(output).reason).toMatch(/^Cannot install requests==2\.31\.0 and urllib3<1/);
    expect(why(output).lines).toContain("requests 2.31.0 depends on urllib3<3 and >=1.21.1");
  });

  it("is the header that the compiler misses, not the command that failed for it", () => {
    const output = [
      "Building wheels for collected packages: cbad",
      "  error: subprocess-exited-with-error",
      "  × Building wheel for cbad (pyproject.toml) did not run successfully.",
      "  │ exit code: 1",
      "      cbad.c:1:10: fatal error: nosuch/header.h: No such file or directory",
      "      compilation terminated.",
      "      error: command '/usr/bin/gcc' failed with exit code 1",
      "  ERROR: Failed building wheel for cbad",
      "ERROR: Could not build wheels for cbad, which is required to install pyproject.toml-based projects",
    ].join("\n");
    expect(why(output)).toMatchObject({
      package: "cbad",
      reason: "cbad.c:1:10: fatal error: nosuch/header.h: No such file or directory",
    });
  });

  it("is the last line of a traceback", () => {
    const output = [
      "error: The build backend returned an error",
      "         Traceback (most recent call last):",
      '           File "<string>", line 1, in <module>',
      "         RuntimeError: cannot find libfoo",
    ].join("\n");
    expect(why(output).reason).toBe("RuntimeError: cannot find libfoo");
  });

  it("is the package that a registry doesn't have", () => {
    const missing =
      "npm error code E404\nnpm error 404 Not Found - GET https://registry.example/nope\nnpm error 404  The requested resource 'nope@1.0.0' could not be found or you do not have permission to access it.";
    expect(why(missing)).toMatchObject({
      package: "nope@1.0.0",
      reason: expect.stringContaining("could not be found"),
    });
    const version = "npm error code ETARGET\nnpm error notarget No matching version found for @a/b@99.0.0.";
    expect(why(version)).toMatchObject({
      package: "@a/b@99.0.0",
      reason: "No matching version found for @a/b@99.0.0.",
    });
    const old = "npm ERR! 404  'nope@*' is not in this registry.";
    expect(why(old).package).toBe("nope@*");
  });

  it("is told without pip's list of all versions", () => {
    const versions = Array.from({ length: 500 }, (_, at) => `1.${at}`).join(", ");
    const { lines } = why(
      `ERROR: Could not find a version that satisfies the requirement a==9 (from versions: ${versions})\nERROR: No matching distribution found for a==9`,
    );
    expect(lines).toEqual([
      "ERROR: Could not find a version that satisfies the requirement a==9",
      "ERROR: No matching distribution found for a==9",
    ]);
  });

  it("without any known sign is left to the last lines", () => {
    const { reason, lines } = why("one\n\u001b[31mtwo\u001b[0m\nthree");
    expect(reason).toBeUndefined();
    expect(lines).toEqual(["one", "two", "three"]);
  });
});

describe("an unbuildable environment", () => {
  it("names the side, the package, the line, and where the rest is", () => {
    const { problem } = unbuildable(
      "host",
      { package: "cbad", reason: "a.h is missing", lines: ["a", "b"] },
      "/x/build.log",
    );
    expect(problem).toMatchObject({
      code: "unbuildable",
      exit: 3,
      message: "The environment of side host can't be built: cbad: a.h is missing",
      lines: ["a", "b"],
      hint: "The whole output is in /x/build.log",
    });
  });
});
