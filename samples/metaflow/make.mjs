import { cpSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { makeHistory } from "../releases.mjs";

const files = join(dirname(fileURLToPath(import.meta.url)), "files");

/** What is tried comes from the index and from a checkout that the user has: here are the scenario and its scripts.
 * @type {readonly import("../releases.mjs").Release[]} */
const releases = [{ version: "1.0.0", date: "2026-11-20T12:00:00", subject: "Metaflow, client and service" }];

/** @param {string} folder */
export const make = (folder) =>
  makeHistory(folder, releases, () => cpSync(files, folder, { recursive: true }));
