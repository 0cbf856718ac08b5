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

/** In ranges people write `<1.2` and `==2.*`: compared as filled up with zeros, but as long as written. */
export const parseSemverBound = (text: string): Parsed | undefined => {
  const short = /^v?(\d+)(?:\.(\d+))?(?=$|[-+])/i.exec(text.trim());
  if (!short) return parseSemver(text);
  const [whole, major = "0", minor] = short;
  const filled = parseSemver(`${major}.${minor ?? 0}.0${text.trim().slice(whole.length)}`);
  return filled && { ...filled, release: filled.release.slice(0, minor === undefined ? 1 : 2) };
};

const identifier = (part: string | number): Key => (typeof part === "number" ? [0, part] : [1, part]);
