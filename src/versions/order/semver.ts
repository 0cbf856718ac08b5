import parse from "semver/functions/parse";
import type { Key, Parsed } from "./key";

export const parseSemver = (text: string): Parsed | undefined => {
  const parsed = parse(text.trim());
  if (!parsed) return undefined;
  const prerelease = parsed.prerelease.length > 0;
  return {
    epoch: 0,
    release: [parsed.major, parsed.minor, parsed.patch],
    prerelease,
    post: false,
    key: [
      [parsed.major, parsed.minor, parsed.patch],
      prerelease ? [0, ...parsed.prerelease.map(identifier)] : [1],
    ],
    local: parsed.build.map((part) => identifier(/^\d+$/.test(part) ? Number(part) : part)),
  };
};

/** In ranges people write `<1.2` and `>=2`. */
export const parseSemverBound = (text: string): Parsed | undefined =>
  parseSemver(
    text.trim().replace(/^v?(\d+)(?:\.(\d+))?(?=$|[-+])/, (_, major, minor) => `${major}.${minor ?? 0}.0`),
  );

const identifier = (part: string | number): Key => (typeof part === "number" ? [0, part] : [1, part]);
