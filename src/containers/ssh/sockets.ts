import { promises as fs } from "node:fs";
import { dirname, join } from "node:path";
import { identifyLater } from "../../processes/identity";
import { makeOwnFolder } from "../../processes/ownFolder";
import { localAddress } from "../../processes/places";
import { namesIn } from "../../util/files";

/** ssh makes its control socket under a longer name first. */
const longestSuffix = ".0123456789abcdef";

/** Paths for sockets of this process, short enough for every system, where only this user can reach them. */
export class OwnSockets {
  readonly #folder: string;
  #made: Promise<void> | undefined;
  #count = 0;

  constructor(folder: string) {
    this.#folder = dirname(localAddress(folder, `ssh-${process.pid}-00000${longestSuffix}`).address);
  }

  async next(): Promise<string> {
    this.#made ??= this.#make();
    await this.#made;
    this.#count += 1;
    return join(this.#folder, `ssh-${process.pid}-${this.#count}.sock`);
  }

  async #make(): Promise<void> {
    await makeOwnFolder(this.#folder);
    for (const name of await namesIn(this.#folder)) {
      const pid = Number(/^ssh-(\d+)-\d+\.sock$/.exec(name)?.[1] ?? process.pid);
      if (pid !== process.pid && (await identifyLater(pid)) === undefined)
        await fs.rm(join(this.#folder, name), { force: true });
    }
  }
}
