import { userInfo } from "node:os";
import { readIfThere } from "../util/files";

/** What a user may do is decided when they log in: the list of members may say more than the process has. */
export interface GroupStanding {
  readonly group: string;
  readonly member: boolean;
  /** Whether this very process has it. */
  readonly inForce: boolean;
}

export const ownName = (): string => userInfo().username;

export const standingIn = async (gid: number): Promise<GroupStanding> => {
  const groups = (await readIfThere("/etc/group"))?.toString("utf8") ?? "";
  return {
    ...membershipIn(groups, gid, ownName()),
    inForce: [process.getegid?.(), ...(process.getgroups?.() ?? [])].includes(gid),
  };
};

/** Lines are `name:password:number:members`. */
export const membershipIn = (groups: string, gid: number, user: string): Omit<GroupStanding, "inForce"> => {
  const line = groups
    .split("\n")
    .map((text) => text.split(":"))
    .find((parts) => parts[2] === String(gid));
  return { group: line?.[0] ?? String(gid), member: (line?.[3] ?? "").split(",").includes(user) };
};
