import { execFileSync } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** An authority, and what it vouches for: `ca.pem`, `cert.pem` and `key.pem` for 127.0.0.1, and the same for a user. */
export const makeCertificates = (folder: string): void => {
  mkdirSync(folder, { recursive: true });
  const openssl = (...args: readonly string[]): void => {
    execFileSync("openssl", [...args], { cwd: folder, stdio: "pipe" });
  };
  const key = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2"];
  openssl(
    "req",
    "-x509",
    ...key,
    "-keyout",
    "ca-key.pem",
    "-out",
    "ca.pem",
    "-subj",
    "/CN=authority of a test",
  );
  writeFileSync(
    join(folder, "names"),
    "subjectAltName=IP:127.0.0.1\nextendedKeyUsage=serverAuth,clientAuth\n",
  );
  openssl(
    "req",
    ...key.slice(0, 4),
    "-nodes",
    "-keyout",
    "key.pem",
    "-out",
    "request.pem",
    "-subj",
    "/CN=test",
  );
  const signed = [
    "-CA",
    "ca.pem",
    "-CAkey",
    "ca-key.pem",
    "-CAcreateserial",
    "-days",
    "2",
    "-extfile",
    "names",
  ];
  openssl("x509", "-req", "-in", "request.pem", ...signed, "-out", "cert.pem");
};
