import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync, symlinkSync } from "node:fs";
import { homedir, tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { busyboxRoot } from "./images";

/** `python:local`: busybox and this machine's Python 3 with the libraries that it needs; packed once per machine. */
export const importPython = (host: string, tag = "python:local"): void => {
  const python = thisPython();
  importRoot(host, tag, `python-${python.version}`, (root) => copyPython(python, root));
};

/** `python-postgres:local`: the same and PostgreSQL, server and client. */
export const importPostgres = (host: string, tag = "python-postgres:local"): void => {
  const python = thisPython();
  const [postgres = ""] = readdirSync(postgresFolder).sort((a, b) => Number(b) - Number(a));
  importRoot(host, tag, `python-${python.version}-postgres-${postgres}`, (root) => {
    copyPython(python, root);
    const folder = join(postgresFolder, postgres);
    copyTree(folder, root, ["bitcode", "llvmjit*", "pgxs", "*.a"]);
    copyTree(join("/usr/share/postgresql", postgres), root, ["man", "locale"]);
    copyLibraries([`${folder}/bin/postgres`, `${folder}/bin/psql`, `${folder}/bin/initdb`], root);
    for (const name of ["postgres", "initdb", "psql", "pg_isready"])
      symlinkSync(join(folder, "bin", name), join(root, "usr", "local", "bin", name));
  });
};

const postgresFolder = "/usr/lib/postgresql";

/** `node:local`: busybox and the Node that runs this. */
export const importNode = (host: string, tag = "node:local"): void =>
  importRoot(host, tag, `node-${process.version}`, (root) => {
    const node = join(root, "usr", "local", "bin", "node");
    execFileSync("cp", ["-L", process.execPath, node]);
    copyLibraries([process.execPath], root);
  });

const importRoot = (host: string, tag: string, name: string, fill: (root: string) => void): void => {
  const archive = join(cache, `${name}-${layout}.tar`);
  if (!existsSync(archive)) pack(archive, fill);
  execFileSync("docker", ["--host", host, "import", archive, tag], { stdio: ["ignore", "ignore", "pipe"] });
};

/** To be raised when what an image is made of changes. */
const layout = 1;
const cache = join(process.env["XDG_CACHE_HOME"] ?? join(homedir(), ".cache"), "backcompat", "images");

const pack = (archive: string, fill: (root: string) => void): void => {
  const root = mkdtempSync(join(tmpdir(), "bce-image-"));
  try {
    busyboxRoot(root);
    mkdirSync(join(root, "usr", "local", "bin"), { recursive: true });
    fill(root);
    mkdirSync(cache, { recursive: true });
    const half = `${archive}.${process.pid}`;
    execFileSync("tar", ["-C", root, "-cf", half, "."]);
    renameSync(half, archive);
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
};

const copyPython = ({ executable, stdlib }: Python, root: string): void => {
  const without = ["test", "idlelib", "tkinter", "site-packages", "__pycache__", "ensurepip", "config-*"];
  copyTree(stdlib, root, without);
  copyFile(executable, root);
  copyLibraries([executable, `${stdlib}/lib-dynload/*.so`], root);
  for (const name of ["python", "python3"]) symlinkSync(executable, join(root, "usr", "local", "bin", name));
};

interface Python {
  readonly version: string;
  readonly executable: string;
  readonly stdlib: string;
}

const thisPython = (): Python => {
  const ask =
    "import sys, os, sysconfig; print('%d.%d.%d' % sys.version_info[:3]); print(os.path.realpath(sys._base_executable)); print(sysconfig.get_path('stdlib'))";
  const [version = "", executable = "", stdlib = ""] = execFileSync("python3", ["-c", ask], {
    encoding: "utf8",
  }).split("\n");
  return { version, executable, stdlib };
};

const copyTree = (folder: string, root: string, without: readonly string[]): void => {
  const excluded = without.map((name) => `--exclude=${name}`);
  const archive = execFileSync("tar", ["-C", "/", ...excluded, "-c", folder.slice(1)], {
    maxBuffer: 500_000_000,
  });
  execFileSync("tar", ["-C", root, "-x"], { input: archive });
};

const copyFile = (file: string, root: string): void => {
  mkdirSync(join(root, dirname(file)), { recursive: true });
  execFileSync("cp", ["-L", file, join(root, file)]);
};

const copyLibraries = (programs: readonly string[], root: string): void => {
  const said = execFileSync("sh", ["-c", `ldd ${programs.join(" ")}`], { encoding: "utf8" });
  const libraries = new Set(
    [...said.matchAll(/(?:=> |^\s+)(\/[^\s:]+)/gm)].flatMap(([, path]) => (path === undefined ? [] : [path])),
  );
  for (const library of libraries) copyFile(library, root);
};
