import type { Scalar as YamlScalar } from "yaml";
import type { OldValue, SourceText, Spot, Written } from "./types";
import { type BlockPlace, writeBlock } from "./yamlBlock";
import { bareText, doubleQuoted, plainIsSafe, sameKind, singleQuoted } from "./yamlText";

interface ValuePlace {
  readonly inFlow: boolean;
  readonly emptyAt?: number;
}

const coreTag = "tag:yaml.org,2002:";

export const yamlValue = ({ text }: SourceText, node: YamlScalar, place: ValuePlace): Spot => {
  const [start, end] = node.range ?? [0, 0];
  const at = start === end ? emptyAt(text, start, place) : start;
  if (node.tag !== undefined && !node.tag.startsWith(coreTag))
    return { kind: "closed", at, why: () => `its value is made by the tag ${node.tag}; change it by regex` };
  const value = oldValue(node.value);
  if (node.type === "BLOCK_LITERAL" || node.type === "BLOCK_FOLDED") {
    const block: BlockPlace = { text, at, end };
    return { kind: "value", at, end, value, write: (written) => writeBlock(block, written) };
  }
  const before = start === end && /\S/.test(text[at - 1] ?? " ") ? " " : "";
  const after = start === end && text[at] === "#" ? " " : "";
  const write = (written: Written): string => before + writeFlow(node, written, place.inFlow) + after;
  return { kind: "value", at, end: start === end ? at : end, value, write };
};

/** The parser puts the empty value of `port:  # comment` behind the comment. */
const emptyAt = (text: string, at: number, { emptyAt = at }: ValuePlace): number =>
  /[#\r\n]/.test(text.slice(emptyAt, at)) ? emptyAt : at;

const writeFlow = (node: YamlScalar, written: Written, inFlow: boolean): string => {
  if (written.kind === "bare") return bareText(written.text);
  const { text } = written;
  if (node.type === "QUOTE_DOUBLE") return doubleQuoted(text);
  if (node.type !== "QUOTE_SINGLE" && (plainIsSafe(text, inFlow) || sameKind(node.source ?? "", text)))
    return text;
  return singleQuoted(text) ?? doubleQuoted(text);
};

const oldValue = (value: unknown): OldValue =>
  value === null ||
  typeof value === "string" ||
  typeof value === "number" ||
  typeof value === "boolean" ||
  typeof value === "bigint"
    ? value
    : undefined;
