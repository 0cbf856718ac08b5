import { describe, expect, it } from "vitest";
import { membershipIn } from "../../../src/processes/groups";

const groups = "root:x:0:\ndocker:x:998:anna,berta\nempty:x:5:\n";

describe("who belongs to a group", () => {
  it("is read of the system's list", () => {
    expect(membershipIn(groups, 998, "berta")).toEqual({ group: "docker", member: true });
    expect(membershipIn(groups, 998, "bert")).toEqual({ group: "docker", member: false });
    expect(membershipIn(groups, 5, "")).toMatchObject({ group: "empty" });
  });

  it("names an unknown group by its number", () => {
    expect(membershipIn(groups, 7, "anna")).toEqual({ group: "7", member: false });
  });
});
