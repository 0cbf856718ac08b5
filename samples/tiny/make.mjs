import { dirname } from "node:path";
import { fileURLToPath } from "node:url";
import { makeReleases } from "../releases.mjs";

const here = dirname(fileURLToPath(import.meta.url));

/** @type {readonly import("../releases.mjs").Release[]} */
const releases = [
  { version: "1.0.0", date: "2019-11-05T09:30:00", subject: "launch a job", annotated: true },
  { version: "1.1.0", date: "2020-06-18T15:10:00", subject: "runs have ids" },
  {
    version: "1.2.0",
    date: "2021-02-09T11:45:00",
    subject: "user code understands job_name too",
    annotated: true,
  },
  { version: "1.3.0", date: "2021-10-26T08:20:00", subject: "the webserver says how long a job took" },
  {
    version: "1.4.0",
    date: "2022-07-12T16:05:00",
    subject: "/web_info becomes /server_info",
    annotated: true,
  },
  { version: "1.5.0", date: "2023-04-04T10:00:00", subject: "the code server lists its jobs" },
  { version: "1.6.0", date: "2024-02-20T13:35:00", subject: "the webserver shows its workspace" },
  {
    version: "2.0.0",
    date: "2025-03-11T09:00:00",
    subject: "the webserver sends job_name instead of jobName",
    annotated: true,
  },
];

/**
 * Fills an empty folder with the repository, checked out at the newest release.
 * @param {string} folder
 */
export const make = (folder) => makeReleases(folder, here, releases);
