import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** `busybox:local`: a shell and all that busybox has, without a registry. */
export const importBusybox = (host: string, tag = "busybox:local"): void => {
  const root = mkdtempSync(join(tmpdir(), "bce-image-"));
  try {
    busyboxRoot(root);
    const tar = execFileSync("tar", ["-C", root, "-c", "."], { maxBuffer: 50_000_000 });
    execFileSync("docker", ["--host", host, "import", "-", tag], {
      input: tar,
      stdio: ["pipe", "ignore", "pipe"],
    });
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
};

/** What an image needs to begin with, for others to add to. */
export const busyboxRoot = (root: string): void => {
  for (const folder of ["bin", "etc", "tmp", "root", "dev", "proc"]) mkdirSync(join(root, folder));
  const busybox = join(root, "bin", "busybox");
  execFileSync("cp", ["/bin/busybox", busybox]);
  execFileSync(busybox, ["--install", "-s", join(root, "bin")]);
  execFileSync("sh", [
    "-c",
    `cd "$1" && for f in bin/*; do [ -L "$f" ] && ln -sf busybox "$f"; done`,
    "sh",
    root,
  ]);
  writeFileSync(join(root, "etc", "passwd"), "root:x:0:0::/root:/bin/sh\nuser:x:1000:1000::/tmp:/bin/sh\n");
  writeFileSync(join(root, "etc", "group"), "root:x:0:\nuser:x:1000:\n");
};

/** The distribution's own client, as a second opinion. */
export const docker = (host: string, ...args: readonly string[]): string =>
  execFileSync("docker", ["--host", host, ...args], {
    encoding: "utf8",
    stdio: ["ignore", "pipe", "pipe"],
  }).trim();
