import { execFileSync } from "node:child_process";
import { randomInt } from "node:crypto";
import { existsSync } from "node:fs";

/** A network that no other engine here has: its own range, in which each bridge has its part. */
export interface Range {
  readonly bridge: string;
  /** `10.171`. */
  readonly prefix: string;
}

let made = 0;

export const makeBridge = (): Range => {
  const taken = addresses().map(({ address }) => address);
  const free = Array.from({ length: 200 }, () => `10.${randomInt(60, 250)}`).find(
    (prefix) => !taken.some((address) => address.startsWith(`${prefix}.`)),
  );
  if (free === undefined) throw new Error("no free range of addresses");
  const bridge = `bce${process.pid}${"abcdefghij"[made++ % 10]}`;
  ip("link", "add", bridge, "type", "bridge");
  ip("addr", "add", `${free}.0.1/24`, "dev", bridge);
  ip("link", "set", bridge, "up");
  return { bridge, prefix: free };
};

/** With those that the engine made within the range. */
export const removeBridges = ({ prefix }: Range): void => {
  for (const { name, address } of addresses())
    if (address.startsWith(`${prefix}.`) && /^(?:bce|br-)/.test(name)) ip("link", "del", name);
};

/** Of test runs that were killed. */
export const removeLeftBridges = (): void => {
  for (const { name, address } of addresses()) {
    const owner = /^bce(\d+)[a-j]$/.exec(name)?.[1];
    if (owner !== undefined && !existsSync(`/proc/${owner}`))
      removeBridges({ bridge: name, prefix: address.split(".").slice(0, 2).join(".") });
  }
};

const addresses = (): { readonly name: string; readonly address: string }[] =>
  ip("-o", "-4", "addr", "show")
    .split("\n")
    .flatMap((line) => {
      const [, name, , address] = line.trim().split(/\s+/);
      return name !== undefined && address !== undefined ? [{ name, address }] : [];
    });

const ip = (...args: readonly string[]): string =>
  execFileSync("ip", [...args], { encoding: "utf8", stdio: ["ignore", "pipe", "pipe"] });
