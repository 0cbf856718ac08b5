/**
 * @typedef {import("../releases.mjs").Release & { readonly packages: readonly Package[] }} DagsterRelease
 * @typedef {{ readonly name: string, readonly version: string, readonly folder: string }} Package
 */

/**
 * What a release consists of, and where it lies in the repository.
 * @param {readonly number[]} parts of its version
 * @returns {readonly [name: string, folder: string][]}
 */
const packagesOf = (parts) => [
  ["dagster", "python_modules/dagster"],
  ["dagster-graphql", "python_modules/dagster-graphql"],
  ...(atLeast(parts, [1, 3, 14])
    ? [named("dagster-webserver", "python_modules/dagster-webserver")]
    : [named("dagit", "python_modules/dagit")]),
  ...(atLeast(parts, [1, 5]) ? [named("dagster-pipes", "python_modules/dagster-pipes")] : []),
  ...(atLeast(parts, [1, 10]) ? [named("dagster-shared", "python_modules/libraries/dagster-shared")] : []),
];

/**
 * @param {string} name
 * @param {string} folder
 * @returns {[string, string]}
 */
const named = (name, folder) => [name, folder];

/**
 * @param {readonly number[]} parts
 * @param {readonly number[]} bound
 */
const atLeast = (parts, bound) => {
  const differs = bound.findIndex((part, index) => part !== (parts[index] ?? 0));
  return differs < 0 || (parts[differs] ?? 0) > (bound[differs] ?? 0);
};

/**
 * @param {string} version
 * @param {string} date when it was uploaded
 * @param {string} subject
 * @returns {DagsterRelease}
 */
const release = (version, date, subject) => ({
  version,
  date,
  subject,
  packages: packagesOf(version.split(".").map(Number)).map(([name, folder]) => ({ name, version, folder })),
});

/** The newest is the newest of which all packages are published: they don't come in one minute. */
export const releases = [
  release("0.12.8", "2021-08-27T04:18:36", "the earliest release that is still tested"),
  release("0.14.17", "2022-05-26T18:55:22", "the last of the pipelines"),
  release("1.0.17", "2022-11-10T19:22:53", "jobs and ops"),
  release("1.3.13", "2023-06-29T16:38:48", "the last with dagit"),
  release("1.3.14", "2023-07-14T19:14:03", "dagit becomes dagster-webserver"),
  release("1.5.14", "2024-01-04T19:05:29", "dagster-pipes"),
  release("1.8.2", "2024-08-22T18:36:08", "components to come"),
  release("1.13.27", "2026-10-26T14:58:01", "dagster-shared"),
];
