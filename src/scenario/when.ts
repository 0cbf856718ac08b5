/** `release < 1.2 && !(host == workspace)`: read into a small tree, asked by walking it. */

import { err, ok, type Result } from "../util/result";
import { parseRange } from "../versions/range";

export type When =
  | { readonly kind: "and"; readonly left: When; readonly right: When }
  | { readonly kind: "or"; readonly left: When; readonly right: When }
  | { readonly kind: "not"; readonly inner: When }
  | { readonly kind: "is"; readonly name: string; readonly condition: string; readonly negated: boolean };

export const parseWhen = (text: string): Result<When, string> => {
  if (text.length > 500) return err("this condition has more than 500 characters");
  const tokens = text.match(/&&|\|\||[()]|!(?!=)|[<>=!~]=|[<>=&|]|[^\s()<>=!~&|]+|\S/g) ?? [];
  const reader: Reader = { tokens, next: 0 };
  const tree = readOr(reader);
  if (!tree.ok) return tree;
  const rest = reader.tokens[reader.next];
  return rest === undefined ? tree : err(`'${rest}' was not expected in the condition "${text}"`);
};

/** What is asked about a name is asked in the same words as in a value by version. */
export const whenHolds = (when: When, holds: (name: string, condition: string) => boolean): boolean => {
  if (when.kind === "and") return whenHolds(when.left, holds) && whenHolds(when.right, holds);
  if (when.kind === "or") return whenHolds(when.left, holds) || whenHolds(when.right, holds);
  if (when.kind === "not") return !whenHolds(when.inner, holds);
  return holds(when.name, when.condition) !== when.negated;
};

export const whenNames = (when: When): readonly string[] => {
  if (when.kind === "is") return [when.name];
  if (when.kind === "not") return whenNames(when.inner);
  return [...whenNames(when.left), ...whenNames(when.right)];
};

interface Reader {
  readonly tokens: readonly string[];
  next: number;
}

type Reading = Result<When, string>;

const readOr = (reader: Reader): Reading => readChain(reader, "||", "or", (inner) => readAnd(inner));
const readAnd = (reader: Reader): Reading => readChain(reader, "&&", "and", (inner) => readOne(inner));

const readChain = (
  reader: Reader,
  operator: string,
  kind: "and" | "or",
  readPart: (reader: Reader) => Reading,
): Reading => {
  let tree = readPart(reader);
  while (tree.ok && reader.tokens[reader.next] === operator) {
    reader.next++;
    const right = readPart(reader);
    tree = right.ok ? ok<When>({ kind, left: tree.value, right: right.value }) : right;
  }
  return tree;
};

const readOne = (reader: Reader): Reading => {
  const token = reader.tokens[reader.next++];
  if (token === undefined) return err("the condition breaks off");
  if (token === "!") {
    const inner = readOne(reader);
    return inner.ok ? ok({ kind: "not", inner: inner.value }) : inner;
  }
  if (token !== "(") return readComparison(token, reader);
  const inner = readOr(reader);
  if (inner.ok && reader.tokens[reader.next++] !== ")") return err("a closing ) is missing");
  return inner;
};

const readComparison = (name: string, reader: Reader): Reading => {
  if (!/^[A-Za-z_][\w-]*$/.test(name)) return err(`an axis or a side was expected where '${name}' stands`);
  const operator = reader.tokens[reader.next++];
  if (operator === undefined || !operators.has(operator))
    return err(
      `after '${name}' one of ${[...operators].join(" ")} was expected${operator ? `, not '${operator}'` : ""}`,
    );
  const version = reader.tokens[reader.next++];
  if (version === undefined || /^[()&|!<>=~]/.test(version))
    return err(`a version was expected after '${name} ${operator}'`);
  if (operator === "==" || operator === "!=")
    return ok({ kind: "is", name, condition: version, negated: operator === "!=" });
  const range = parseRange(`${operator}${version}`);
  return range.ok
    ? ok({ kind: "is", name, condition: `${operator}${version}`, negated: false })
    : err(range.error);
};

const operators: ReadonlySet<string> = new Set(["<", "<=", ">", ">=", "==", "!=", "~="]);
