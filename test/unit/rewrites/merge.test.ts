import { expect, it } from "vitest";
import { mergeWithin } from "../../../src/rewrites/merge";

it.each([
  ["our change alone", "port: 1\n", "port: 2\n", "port: 1\n", "port: 2\n"],
  ["their change alone", "port: 1\n", "port: 1\n", "port: 3\n", "port: 3\n"],
  ["the same change", "port: 1\n", "port: 2\n", "port: 2\n", "port: 2\n"],
  ["a comment behind", "port: 1\n", "port: 2\n", "port: 1 # c\n", "port: 2 # c\n"],
  ["an indent in front", "port: 1\n", "port: 2\n", "  port: 1\n", "  port: 2\n"],
  ["the neighbour in one line", "{a: 1, b: 1}\n", "{a: 2, b: 1}\n", "{a: 1, b: 3}\n", "{a: 2, b: 3}\n"],
  ["both values", "port: 1\n", "port: 2\n", "port: 3\n", undefined],
  ["a digit behind the value", "port: 1\n", "port: 2\n", "port: 10\n", undefined],
  ["another part of the value", "h: my-host\n", "h: your-host\n", "h: my-server\n", undefined],
  ["quotes around the value", "h: x\n", "h: y\n", "h: 'x'\n", undefined],
  ["a removed line", "port: 1\n", "port: 2\n", "", undefined],
])("two changes of one text: %s", (_, base, ours, theirs, merged) => {
  expect(mergeWithin(base, ours, theirs)).toBe(merged);
});
