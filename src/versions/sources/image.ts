import { inputFailure } from "../../util/problem";
import type { Found } from "../offer";
import { parseVersion, schemeOfAll, sortedBy } from "../order/scheme";
import type { VersionsWorld } from "../world";

export const imageReleases = async (
  image: string,
  world: VersionsWorld,
  signal: AbortSignal,
): Promise<Found> => {
  if (!world.images)
    throw inputFailure("no-image-tags", `Nothing here can list the tags of image '${image}'`, {
      hint: 'Write the tags yourself: "versions": ["1.0", "1.1"].',
    });
  const tags = await world.images(image, signal);
  const scheme = schemeOfAll(tags.map(({ tag }) => tag));
  const releases = sortedBy(tags, ({ tag }) => tag, scheme).map(({ tag, date }) => ({
    name: tag,
    ref: tag,
    ...(date === undefined ? {} : { date }),
    ...(parseVersion(tag, scheme)?.prerelease ? { prerelease: true } : {}),
  }));
  return { scheme, releases, notes: ["only images that are on this machine"] };
};
