import type { ToolRun } from "../processes/types";
import { checkOut, findCommit } from "./checkOut";
import { evict } from "./evict";
import { sayingFullDisk } from "./fullDisk";
import { listTrees } from "./listTrees";
import type { Making } from "./making";
import { withoutSecret } from "./origin";
import { places } from "./places";
import { shownRef } from "./refNames";
import { release, seal } from "./release";
import { removeTree } from "./removeTree";
import { treeStatus } from "./status";
import type { Trees, TreesWorld } from "./types";

/** Versions as folders: worktrees of our own repositories, which a person's `.git` never hears of. */
export const makeTrees = (world: TreesWorld): Trees => {
  const at = places(world.stateDir);
  const making = (how?: ToolRun): Making => ({ world, at, how });
  return {
    resolve: async (repo, ref, how) => {
      const { commit } = await findCommit(world, at, { repo, ref }, how);
      return { ref, commit };
    },
    checkOut: (request, how) =>
      sayingFullDisk(world.stateDir, `${shownRef(request.ref)} of ${withoutSecret(request.repo)}`, () =>
        checkOut(making(how), request),
      ),
    seal: (lease, how) => seal(making(how), lease),
    release: (which, how) => release(making(how), which),
    list: (how) => listTrees(making(how)),
    remove: (id, edited, how) => removeTree(making(how), id, edited),
    evict: (maxBytes, how) => evict(making(how), maxBytes),
    status: (dir, how) => treeStatus(world.run, dir, how),
  };
};
