import { Failure, inputFailure, type Problem } from "../util/problem";
import { err, ok, type Result } from "../util/result";
import { decode, encode } from "./bytes";
import { applyEdits, type Edit, positionAt } from "./edits";
import { findValue } from "./find";
import { parsePath, type Segment } from "./path";
import { readers } from "./readers";
import { replaceMatches } from "./regex";
import type {
  Change,
  Format,
  Reader,
  RewriteSpec,
  Rewritten,
  Scalar,
  SourceText,
  ValueSpot,
  Written,
} from "./types";
import { nothingToDo, saysAlready, writtenFor } from "./written";

/** Changes what the spec addresses and not one byte else; `file` is for the words of a problem. */
export const rewrite = (input: Uint8Array, spec: RewriteSpec, file: string): Result<Rewritten, Problem> => {
  try {
    const { mark, text } = decode(input, file);
    const set = setValues({ file, text }, spec.format, spec.set ?? {});
    const replaced = replaceMatches({ file, text: set.text }, spec.replace ?? []);
    return ok({ output: encode(mark + replaced.text), changes: [...set.changes, ...replaced.changes] });
  } catch (error) {
    if (error instanceof Failure) return err(error.problem);
    throw error;
  }
};

interface Target {
  readonly path: string;
  readonly segments: readonly Segment[];
  readonly spot: ValueSpot;
  readonly written: Written;
}

const setValues = (
  source: SourceText,
  format: Format,
  set: Readonly<Record<string, Scalar>>,
): { text: string; changes: readonly Change[] } => {
  if (Object.keys(set).length === 0) return { text: source.text, changes: [] };
  const reader = readerOf(source, format);
  const targets = findAll(source, reader, set);
  refuseTwice(source, targets);
  const edits = targets
    .filter(({ spot, written }) => !nothingToDo(spot, written))
    .map((target) => edit(source, target));
  const text = applyEdits(source.text, edits);
  readBack({ ...source, text }, reader, targets);
  return { text, changes: edits.map((one) => change(source.text, one)) };
};

const readerOf = ({ file }: SourceText, format: Format): Reader => {
  const reader = format === "regex" ? undefined : readers[format];
  if (reader) return (source) => withinDepth(source, reader);
  throw inputFailure("set-in-regex", `${file} is rewritten by regex, which knows no paths to set`, {
    hint: 'Use "replace", or name the file\'s format.',
  });
};

const withinDepth: (source: SourceText, reader: Reader) => ReturnType<Reader> = (source, reader) => {
  try {
    return reader(source);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw inputFailure("unreadable-file", `${source.file} is nested too deeply to be read`, { cause: error });
  }
};

const findAll = (
  source: SourceText,
  reader: Reader,
  set: Readonly<Record<string, Scalar>>,
): readonly Target[] => {
  const documents = reader(source);
  const problems: Problem[] = [];
  const targets = Object.entries(set).flatMap(([path, value]): Target[] => {
    try {
      const segments = parsePath(path);
      const spot = findValue(source, documents, path, segments);
      return [{ path, segments, spot, written: writtenFor(spot, value, path) }];
    } catch (error) {
      if (!(error instanceof Failure)) throw error;
      problems.push(error.problem);
      return [];
    }
  });
  const [first, ...others] = problems;
  if (!first) return targets;
  throw new Failure(
    others.length === 0 ? first : { ...first, lines: problems.map(({ message }) => message) },
  );
};

const refuseTwice = ({ file, text }: SourceText, targets: readonly Target[]): void => {
  const seen = new Map<number, string>();
  for (const { path, spot } of targets) {
    const other = seen.get(spot.at);
    if (other !== undefined)
      throw inputFailure("set-twice", `${other} and ${path} are the same value in ${file}`, {
        hint: "Set it once.",
        place: { file, ...positionAt(text, spot.at) },
      });
    seen.set(spot.at, path);
  }
};

interface PathEdit extends Edit {
  readonly path: string;
}

const edit = ({ file, text }: SourceText, { path, spot, written }: Target): PathEdit => {
  try {
    return { path, at: spot.at, end: spot.end, text: spot.write(written) };
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    const message = `${path} in ${file} cannot be set: ${error.problem.message}`;
    throw new Failure({ ...error.problem, message, place: { file, ...positionAt(text, spot.at) } });
  }
};

const change = (text: string, { path, at, end, text: to }: PathEdit): Change => ({
  path,
  from: text.slice(at, end).trim(),
  to: to.trim(),
  line: positionAt(text, at).line,
});

/** Formats have more corners than we know of: what was written must read back as what was meant. */
const readBack = (source: SourceText, reader: Reader, targets: readonly Target[]): void => {
  const trouble = troubleReading(source, reader, targets);
  if (trouble === undefined) return;
  throw inputFailure("rewrite-unsure", `${source.file} cannot hold what is to be set: ${trouble}`, {
    hint: 'The file is unchanged. Change it by regex: "format": "regex" with "replace".',
    place: { file: source.file, line: 1, column: 1 },
  });
};

const troubleReading = (
  source: SourceText,
  reader: Reader,
  targets: readonly Target[],
): string | undefined => {
  try {
    const documents = reader(source);
    const lost = targets.find(
      ({ path, segments, written }) => !saysAlready(findValue(source, documents, path, segments), written),
    );
    return lost && `${lost.path} would not read back as ${JSON.stringify(lost.written.text)}`;
  } catch (error) {
    if (error instanceof Failure) return error.problem.message;
    throw error;
  }
};
